package data_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// find searches a whole run.
func find(t testing.TB, run *data.Run, q data.Query) []int {
	t.Helper()
	search := run.Search(q, 0)
	found := []int{}
	for done := 0; done < run.Instances(); {
		f, err := search.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if f.Done < done {
			t.Fatalf("the search goes back from %d to %d", done, f.Done)
		}
		found, done = append(found, f.Instances...), f.Done
	}
	return found
}

// A search finds what looking through all texts one after the other finds, however many
// processors there are and however the file is packed; so does marking.
func TestSearchIsTheSameEverywhere(t *testing.T) {
	content := synthetic(t, 3<<20)
	labels := `{"id": "wildguardmix_test_3", "prompt": "A caf\u00e9 no answer names: ZEBRA"}` + "\n"
	path := write(t, "labels.jsonl", labels)
	queries := []data.Query{{Text: "I CAN'T help"}, {Text: "zebra"}, {Text: "café"}, {Text: `"`}, {Regexp: regexp.MustCompile(`(?i)caf.\.\n+w`)}}
	plain := open(t, write(t, "predictions.jsonl", content), data.Options{Labels: path})
	for _, q := range queries {
		var want []int
		look := func(i int, text string) {
			if q.Regexp != nil && q.Regexp.MatchString(text) || q.Regexp == nil && strings.Contains(strings.ToLower(text), strings.ToLower(q.Text)) {
				want = append(want, i)
			}
		}
		_ = plain.EachPrompt(t.Context(), 0, plain.Instances(), func(i int, text []byte) bool { look(i, string(text)); return true })
		_ = plain.EachText(t.Context(), 0, plain.Instances(), func(i, _ int, text []byte) bool { look(i, string(text)); return true })
		slices.Sort(want)
		if want = slices.Compact(want); len(want) == 0 {
			t.Fatalf("nothing to find for %v", q)
		}
		for _, packed := range []string{content, gzipped(content), unseeded(content), framed(content, 200_000)} {
			for _, o := range []data.Options{{}, {NoSpool: true}} {
				for _, workers := range []int{1, 5} {
					before := runtime.GOMAXPROCS(workers)
					o.Labels = path
					run := open(t, write(t, "predictions.jsonl", packed), o)
					got := find(t, run, q)
					runtime.GOMAXPROCS(before)
					if !slices.Equal(got, want) {
						t.Errorf("%v with %d workers, no spool %t: %d found, want %d", q, workers, o.NoSpool, len(got), len(want))
					}
				}
			}
		}
	}
}

// A search goes on where another has ended, as when a run has grown; it ends with its
// context, and with the first text that cannot be read.
func TestSearchEnds(t *testing.T) {
	path := write(t, "predictions.jsonl", ids("a", "b", "c"))
	run := open(t, path, data.Options{})
	f, err := run.Search(data.Query{Text: "sure"}, 1).Next(t.Context())
	if err != nil || fmt.Sprint(f) != "{[1 2] 3}" {
		t.Errorf("found %v, %v", f, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := run.Search(data.Query{Text: "sure"}, 0).Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	put(t, path, "x")
	search := run.Search(data.Query{Text: "sure"}, 0)
	_, first := search.Next(t.Context())
	_, second := search.Next(t.Context())
	for _, err := range []error{first, second} {
		if err == nil || !strings.Contains(err.Error(), "the file changed since it was opened; open it again") {
			t.Errorf("error %v", err)
		}
	}
}
