package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// Words of labels may be said on the command line, in the environment and in the settings.
func TestLabelWords(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "predictions.jsonl")
	write(t, path, `{"instance_id": "a", "traces": ["x", "y", "z"], "confidences": [1, 2, 3], "refused": [true, true, false]}`+"\n"+
		`{"instance_id": "b", "traces": ["x", "y", "z"], "confidences": [1, 2, 3], "refused": [true, true, false]}`+"\n")
	write(t, filepath.Join(folder, "labels.csv"), "id,label\na,borderline\nb,dual_use\n")
	const words = "borderline=safe,dual_use=unsafe"
	args := []string{"sweep", path}
	for because, i := range map[string]invocation{
		"the flag":        {args: append(args[:2:2], "--label-words", words)},
		"the environment": {args: args, env: []string{"CONFSCOPE_LABEL_WORDS=" + words}},
		"the settings":    {args: args, settings: "label-words = \"" + words + "\"\n"},
	} {
		if got := i.run(t); got.code != 0 || !strings.Contains(got.out, "1 unsafe, 1 safe") || got.err != "" {
			t.Errorf("%s: ends with %d, says %q\n%s", because, got.code, got.err, got.out)
		}
	}
	got := invocation{args: args}.run(t)
	if want := `labels.csv:2: label: no label that is known: "borderline" (1), "dual_use" (1): read as unknown; --label-words`; !strings.Contains(got.err, want) {
		t.Errorf("without them: says %q, want %q", got.err, want)
	}
	for _, wrong := range []string{"borderline", "borderline=maybe", "=safe"} {
		got := invocation{args: append(args[:2:2], "--label-words", wrong)}.run(t)
		if got.code != 64 || !strings.Contains(got.err, "WORD=unsafe or WORD=safe") {
			t.Errorf("%q: ends with %d and says %q", wrong, got.code, got.err)
		}
	}
}
