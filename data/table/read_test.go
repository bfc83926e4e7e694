package table_test

import "testing"

// Tables are read as a person reads them, whatever they are written in.
func TestTables(t *testing.T) {
	for _, c := range []struct{ name, content, want, because string }{
		{"t.csv", "prompt_id,prompt,trial,response,confidence,refused,label\np1,Hi,0,Yes,0.5,False,safe\np2,Ho,0,No,0.25,True,unsafe\np1,Hi,1,Sure,,,safe\n",
			"p1 \"Hi\" safe: Yes~0.5C\np2 \"Ho\" unsafe: No~0.25R\np1 \"Hi\" safe: Sure\n", "one row an answer, rows of an id apart"},
	} {
		s := read(t, c.name, c.content)
		if got := lines(s.records); got != c.want {
			t.Errorf("%s: read\n%swant\n%sfaults %s", c.because, got, c.want, s.says())
		}
	}
}
