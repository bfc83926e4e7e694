package pickle_test

import (
	"context"
	"testing"

	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/pickle"
)

func TestReadName(t *testing.T) {
	rows := []struct {
		because string
		name    string
		keys    items
		want    string
	}{
		{"question and run name the instance, as DeepConf names its files", "x.pkl", items{"qid", 12, "run_id", "a"}, "qid12_rida"},
		{"numpy integers and whole floats are numbers too", "x.pkl", items{"qid", 12.0, "run_id", 0}, "qid12_rid0"},
		{"a run alone is one", "x.pkl", items{"qid", 4}, "qid4"},
		{"the name of the file tells it where the content does not", "deepthink_online_qid5_rid2_20260101.pkl", items{}, "qid5_rid2"},
		{"or is the id itself", "mine.pkl", items{"qid", nil}, "mine"},
	}
	for _, row := range rows {
		file := pickled(append(items{"all_traces", list{}}, row.keys...))
		s := &sink{}
		err := pickle.Read(context.Background(), foreigntest.Input(row.name, file), s)
		if err != nil {
			t.Errorf("%s: %v", row.because, err)
		}
		sameLines(t, row.because, s.lines(), []string{"1 " + row.want + " -: no traces"})
	}
}

func TestSniff(t *testing.T) {
	rows := []struct {
		head, name string
		want       bool
		because    string
	}{
		{"\x80\x04\x95\x00", "x", true, "the bytes tell, not the name"},
		{"\x80\x02}q", "x.jsonl", true, "protocol 2 has no frame"},
		{"\x80\x04", "", true, "a short head is enough"},
		{"\x80\x04\x95", "", true, "any pickle: what it holds Read says"},
		{"\x80", "x.pkl", false, "one byte is not"},
		{"\x80\x09}", "x.pkl", false, "there is no protocol 9"},
		{"\x80\x02\xff", "x", false, "no pickle goes on so"},
		{"{\"a\": 1}", "x.pkl", false, "JSON under a wrong name"},
		{"(dp0\n", "x.PKL", true, "the text protocols, by name, for their sentence"},
		{"(dp0\n", "x.txt", false, "without the name they are nothing special"},
		{"", "x.pkl", false, "nothing is nothing"},
	}
	for _, row := range rows {
		if got := pickle.Sniff([]byte(row.head), row.name); got != row.want {
			t.Errorf("Sniff(%q, %q) is %v: %s", row.head, row.name, got, row.because)
		}
	}
}
