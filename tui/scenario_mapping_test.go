package tui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui"
	"github.com/confscope/confscope/tui/layout"
)

// A user opens a table with odd names, says which columns hold confidence and labels and
// what two words mean, and sees figures. Next time the table opens at once.
func TestConfirmColumns(t *testing.T) {
	s := &shelf{}
	d := openShelf(t, s).sees("nothing was confirmed for these columns", "Columns of odd.csv", "▸ open the run", "! ", "doubt")
	d.toColumn("confidence").turnTo("grade").sees("grades are numbers, and their range tells what they are",
		"confidence: grade", "48 numbers, from 40 to 89")
	d.toColumn("refused").turnTo("dodged").sees("true and false are known words", "refused: dodged", "24 answered, 24 refused", "refused   true")
	d.toColumn("label").turnTo("kind").sees("no rule knows these words", "48 unknown", "words that no rule knows")
	d.toColumn("bad").press("right").sees("one step on is unsafe", "bad", "unsafe")
	d.toColumn("good").press("left").sees("one step back is safe", "safe")
	d.toColumn("label").sees("two of three words are told now", "16 safe, 16 unsafe, 16 unknown", "unsafe    bad", "unknown   odd")
	d.press("home").press("enter")
	if s.kept == nil || s.kept.Confidence != "grade" || s.kept.Label != "kind" ||
		!slices.Equal(s.kept.Unsafe, []string{"bad"}) || !slices.Equal(s.kept.Safe, []string{"good"}) {
		t.Fatalf("what was confirmed is kept as %+v", s.kept)
	}
	d.sees("the figures of the run are there", "12 instances · 48 traces", "4 unsafe · 4 safe", "Operating point", "these columns are kept for tables")
	if d.state().Results == nil || d.state().Results.Sweep.At(200).Instances != 12 {
		t.Error("nothing is counted")
	}
	again := openShelf(t, s)
	again.sees("the columns were confirmed before", "12 instances · 48 traces", "columns as confirmed before", "Operating point")
	again.misses("nobody need confirm them again", "open the run")
}

// What was confirmed before is asked about again where it is doubted, and the question
// begins with it. Columns that are declined then are kept as declined.
func TestDoubtedColumns(t *testing.T) {
	s := &shelf{kept: &data.Mapping{ID: "prompt_id", Text: "said", Refused: "dodged"}, doubted: errors.New("confirmed before without question")}
	d := openShelf(t, s).sees("what is kept is doubted", "Columns of odd.csv", "▸ open the run", "dodged", "confirmed before without question")
	d.press("enter").sees("the user has confirmed it anew", "12 instances · 48 traces")
	if s.kept.Refused != "dodged" || !slices.Equal(s.kept.Unused, []string{"question"}) {
		t.Errorf("kept is %+v", s.kept)
	}
}

// A confidence that is spelled for people shows the number that it is read as.
func TestSpelledConfidence(t *testing.T) {
	d := openShelf(t, &shelf{text: "id;response;confidence\np;Yes.;41%\np;No.;0,5\np;So.;high\n"})
	d.toColumn("confidence").sees("each value is read for itself", "0.41      41%", "0.5       0,5", "no number high", "from 41% to", `numbers such as "41%": read as 0.41`)
}

// From the open run the columns can be changed: the run is read anew, and what was chosen
// of the method stays.
func TestChangeColumns(t *testing.T) {
	s := &shelf{kept: &data.Mapping{ID: "prompt_id", Text: "said", Confidence: "grade", Refused: "dodged"}}
	d := openShelf(t, s).press("y", "L").press(":").write("change the columns").press("enter")
	d.sees("they stand as they were confirmed", "Columns of odd.csv", "grade").misses("they were confirmed", "doubt")
	d.press("esc").sees("esc goes back to the run", "Operating point")
	policy := d.state().Method.Setup.Policy
	d.press(":").write("change the columns").press("enter").toColumn("label").turnTo("kind").toColumn("odd").press("enter", "down", "enter")
	d.press("home").press("enter").sees("the run is labelled now", "4 unsafe · 0 safe · 8 unlabelled", "p30.0")
	if d.state().Method.Setup.Policy != policy || d.at() != 300 {
		t.Errorf("policy %v and position %v did not stay", d.state().Method.Setup.Policy, d.at())
	}
	if !slices.Equal(s.kept.Unsafe, []string{"odd"}) {
		t.Errorf("kept is %+v", s.kept)
	}
}

// The values of a column are shown once each, with how many rows have them and how they are
// read; what their words mean is said on the screen, not on the command line.
func TestDifferentValues(t *testing.T) {
	const rows = "prompt_id,response,label\np,Yes.,good\np,No.,good\np,So.,safe\nq,Yes.,good\nq,No.,unsafe\n"
	d := openShelf(t, &shelf{text: rows}).toColumn("label")
	d.sees("each stands once", "rows read as   value", "    3 unknown   good", "    1 safe      safe", "    1 unsafe    unsafe")
	d.sees("the screen takes the answer", "they are listed below", "← →").misses("no flag is needed here", "--label-words")
	d.toColumn("prompt").misses("there is no column", "rows value").toColumn("id").sees("nothing is read out of ids", "rows value", "    3 p")
	d.toColumn("good").press("right").toColumn("label").sees("the answer is taken", "    3 unsafe    good").misses("nothing is in doubt any more", "below the columns")
}

// A run that is no table has no columns to change.
func TestNoColumnsToChange(t *testing.T) {
	d := openTokens(t).press(":").write("change the columns")
	for _, item := range d.state().Menu.Shown() {
		if item.Action.Do == tui.DoColumns {
			t.Error("a predictions.jsonl is offered a change of its columns")
		}
	}
}

// Without a run behind the screen, esc and q leave the program.
func TestLeaveColumns(t *testing.T) {
	for _, key := range []string{"esc", "q"} {
		if d := openOdd(t).press(key); !d.quits() {
			t.Errorf("%s does not leave:\n%s", key, d.screen())
		}
	}
	if d := openOdd(t).press("?", "esc"); d.quits() {
		t.Error("esc on the help leaves the program")
	}
}

// A column is picked from a menu, too, which says what each is used for.
func TestPickColumn(t *testing.T) {
	d := openOdd(t).toColumn("topic").press("enter").sees("all columns can be chosen", "Column for topic", "prompt_id", "now id")
	d.press("down", "down", "enter").sees("the second column is the topic", "topic: question")
	if got := d.state().Columns.Mapping.Topic; got != "question" {
		t.Errorf("the topic is %q", got)
	}
	d.press("left", "left", "left").sees("the ring has no end", "topic: dodged")
}

// Columns that are an id together are offered together, also when another was chosen
// meanwhile; no others are.
func TestColumnsTogether(t *testing.T) {
	const head = "prompt_id,response,model,grade\n"
	two := &shelf{text: head + "1,Here it is.,m1,3\n1,I cannot.,m2,4\n2,Here it is.,m1,5\n2,I cannot.,m2,6\n"}
	d := openShelf(t, two).toColumn("id").sees("rows of two models are not one instance", "! prompt_id + model")
	d.press("right").misses("one alone was chosen", " + ").press("left").sees("both can be chosen again", "! prompt_id + model")
	one := &shelf{text: head + "1,Here it is.,m1,3\n1,I cannot.,m1,4\n"}
	openShelf(t, one).toColumn("id").misses("one model is no part of the id", " + ").press("enter").sees("further rows may have another", "prompt_id + model")
	openOdd(t).sees("another key has a doubt", "! said").toColumn("id").press("enter").misses("it is none of the id", " + ")
}

// What cannot be opened says why, and opens nothing.
func TestColumnsThatCannotOpen(t *testing.T) {
	s := &shelf{}
	d := openShelf(t, s)
	for _, key := range []string{"text", "confidence", "refused", "harmful", "logprobs"} {
		d.toColumn(key)
		for range 10 {
			if strings.Contains(d.screen(), key+": —") {
				break
			}
			d.press("right")
		}
	}
	d.press("home").sees("without answers there is nothing to count", "! not yet", "no answers").press("enter")
	if len(s.opened) > 0 || d.state().Nav.Screen != layout.Mapping {
		t.Errorf("it is opened by %+v", s.opened)
	}
	s = &shelf{refuse: errRefused}
	openShelf(t, s).press("enter").sees("the reason stands in the last line, and the columns stay", "the disk is gone", "open the run")
	s = &shelf{unkept: errRefused}
	openShelf(t, s).toColumn("refused").turnTo("dodged").press("home", "enter").sees("the run opens though its columns are not kept", "12 instances", "the disk is gone")
}

// A mapping that leaves nothing to read comes back to the screen with the reason.
func TestColumnsThatReadNothing(t *testing.T) {
	s := &shelf{text: "prompt_id,response,confidence\n"}
	d := openShelf(t, s).press("enter")
	d.sees("a table without a row has no record", "open the run", "holds no answers")
}

func TestGoldenColumns(t *testing.T) {
	for _, size := range goldenSizes() {
		d := openOdd(t).resize(size.w, size.h)
		d.golden("mapping-" + size.name)
		d.toColumn("label").turnTo("kind").golden("mapping-label-" + size.name)
		d.toColumn("bad").press("right").golden("mapping-word-" + size.name)
	}
	openOdd(t).resize(80, 24).toColumn("text").press("enter").golden("mapping-menu-80x24")
}

// The screen knows where the columns come from that the run was read by, for the command
// that is copied.
func TestColumnsKnowWhereTheyComeFrom(t *testing.T) {
	full := errors.New("the disk is full")
	for _, c := range []struct {
		shelf         shelf
		asked, unkept bool
		because       string
	}{
		{shelf{}, true, false, "they are confirmed on the screen and kept"},
		{shelf{unkept: full}, true, true, "they are confirmed and not kept"},
	} {
		d := openShelf(t, &c.shelf)
		if d.press("enter"); d.state().Run == nil || d.state().Columns.Asked != c.asked || d.state().Columns.Unkept != c.unkept {
			t.Errorf("asked %v, unkept %v, because %s", d.state().Columns.Asked, d.state().Columns.Unkept, c.because)
		}
		if c.unkept {
			continue
		}
		if again := openShelf(t, &c.shelf); again.state().Run == nil || again.state().Columns.Asked {
			t.Error("the second time nobody is asked")
		}
	}
}
