package tui_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data/curves"
	"github.com/confscope/confscope/data/demo"
	"github.com/confscope/confscope/tui"
	"github.com/confscope/confscope/tui/layout"
)

//go:embed testdata/published.json
var publishedText string

// published is the sweep of the demo as the reference would have published it, with some
// of its text changed.
func published(tb testing.TB, oldnew ...string) tui.Publication {
	tb.Helper()
	for n := 0; n < len(oldnew); n += 2 {
		if !strings.Contains(publishedText, oldnew[n]) {
			tb.Fatalf("the published sweep does not hold %q", oldnew[n])
		}
	}
	file, err := curves.Read([]byte(strings.NewReplacer(oldnew...).Replace(publishedText)))
	if err != nil {
		tb.Fatal(err)
	}
	return tui.Publication{Name: "papers/safety.json", Published: analysis.NewPublished(file)}
}

// openPublished opens a published sweep alone.
func openPublished(tb testing.TB, oldnew ...string) *desk {
	tb.Helper()
	o := tui.Options{Name: "papers/safety.json", Published: []tui.Publication{published(tb, oldnew...)}, At: 200}
	return sit(tb.Context(), tb, o).resize(120, 36).read()
}

// openChecked opens the demo with a published sweep beside it.
func openChecked(tb testing.TB, oldnew ...string) *desk {
	tb.Helper()
	loading, err := demo.Start(demo.Run2, allLists())
	if err != nil {
		tb.Fatal(err)
	}
	o := tui.Options{Name: demo.Run2, Loading: loading, Published: []tui.Publication{published(tb, oldnew...)}, At: 200}
	return sit(tb.Context(), tb, o).resize(120, 36).read()
}

// changed is what a careless publication could have: a count off by one at p20, and a
// precision that its counts do not give at p30.
func changed() []string {
	return []string{"\"tp\": 695,\n        \"tn\": 20,\n        \"fp\": 951,\n        \"fn\": 59\n      },\n      \"sensitivity\": 0.9217506631299734,\n      \"specificity\": 0.02059732234809475,\n      \"precision\": 0.4222357229647631",
		"\"tp\": 694,\n        \"tn\": 20,\n        \"fp\": 951,\n        \"fn\": 60\n      },\n      \"sensitivity\": 0.9217506631299734,\n      \"specificity\": 0.02059732234809475,\n      \"precision\": 0.9"}
}

func TestGoldenPublished(t *testing.T) {
	alone, checked, differing := openPublished(t, changed()...), openChecked(t).press("R", "G", "enter"), openChecked(t, changed()...).press("y", "R", "G", "enter")
	for _, size := range goldenSizes() {
		alone.resize(size.w, size.h).golden("published-" + size.name)
		checked.resize(size.w, size.h).golden("published-reproduced-" + size.name)
		differing.resize(size.w, size.h).golden("published-differs-" + size.name)
	}
	openChecked(t).golden("published-overlay-120x36")
	if checked.state().Nav.Screen != layout.Published {
		t.Error("the screen of runs does not lead to the published sweep")
	}
}
