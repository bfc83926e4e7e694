package table

import (
	"bytes"

	"github.com/confscope/confscope/data/foreign"
)

// Columns gives the names of the columns of a file that begins with head, whether or not
// it has answers: for when a person says which column holds what. It is nil for a file
// that is no table of several columns, and for formats that have readers of their own.
func Columns(head []byte, name string) []string {
	whole := head // the last line may be cut
	if at := bytes.LastIndexByte(head, '\n'); at > 0 && wideOrder(head) == nil {
		whole = head[:at+1]
	}
	t, err := openTable(foreign.Input{Name: name, At: bytes.NewReader(whole), Size: int64(len(whole))})
	if err != nil {
		return nil
	}
	defer t.close()
	if names := t.rows.columns().names; len(names) > 1 && !known(names) {
		return names
	}
	return nil
}
