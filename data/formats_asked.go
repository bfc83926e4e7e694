package data

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/labelsets"
	"github.com/confscope/confscope/data/table"
)

// formatOf recognises a file as formatOf does, and takes for a table also what nobody
// could guess the columns of, where the user says what they hold or is asked.
func (o Options) formatOf(head []byte, name string) *format {
	f := formatOf(head, name)
	if f != nil || isNative(head) || o.Mapping == nil && !o.Confirm {
		return f
	}
	name = unpackedName(name)
	if table.Columns(head, name) == nil {
		return nil
	}
	asked := looksFlat(head, name) && !batch.SniffInput(head, name) && !labelsets.Sniff(head, name)
	if o.Mapping == nil && !asked {
		return nil
	}
	for _, f := range formats() {
		if f.name == tableFormat {
			return f
		}
	}
	return nil
}

// looksFlat tells tables from prose, which has commas, too.
func looksFlat(head []byte, name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv":
		return true
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(head, byteOrderMark()))
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}
