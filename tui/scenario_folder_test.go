package tui_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/confscope/confscope/data"
)

// The open instance of a folder of files says where it stands, whatever the file is called.
func TestInstanceOfAFolderNamesItsFile(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"1.csv":          "id,response,confidence,label,topic,refused\na,x,.5,safe,t,false\nb,x,.6,unsafe,t,false\n",
		"2\x1b[2J.csv":   "id,response,confidence,label,topic,refused\nb,y,.7,unsafe,t,false\nc,x,.3,safe,t,false\n",
		"notes about it": "nothing of this run",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	loading, err := data.Start(dir, allLists())
	if err != nil {
		t.Fatal(err)
	}
	d := openLoading(t, loading).press("enter", "enter")
	for _, want := range []string{"a · safe · 1.csv, line 2 · t", "b · unsafe · 1.csv, line 3 · t", `c · safe · 2\x1b[2J.csv, line 3 · t`} {
		d.sees("its place stands behind the label", want).press("n")
	}
	d.safe("a hostile name in a title")
}
