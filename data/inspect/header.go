package inspect

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

// header is what the log says about the whole run.
type header struct {
	status, task, registered, failure string
	epochs                            int
	found                             bool // it has an eval
}

// tasks are the names that a rule may name: as the log has them, and without what stands
// before a slash.
func (h *header) tasks() []string {
	var names []string
	for _, name := range []string{h.task, h.registered} {
		if name != "" {
			names = append(names, name, name[strings.LastIndexByte(name, '/')+1:])
		}
	}
	return names
}

// field takes a field of the outer object of a log, and passes what the header has no use
// for.
func (h *header) field(c *cursor, name string) (err error) {
	switch name {
	case "status":
		h.status, err = c.scalar()
	case "eval":
		h.found = true
		err = c.Object(func(name string) error { return h.evalField(c, name) })
	case "error":
		err = c.fields(map[string]*string{"message": &h.failure})
	default:
		err = c.Skip()
	}
	return err
}

func (h *header) evalField(c *cursor, name string) (err error) {
	switch name {
	case "task":
		h.task, err = c.scalar()
	case "task_registry_name":
		h.registered, err = c.scalar()
	case "config":
		var epochs string
		err = c.fields(map[string]*string{"epochs": &epochs})
		h.epochs, _ = strconv.Atoi(epochs) // 0 where it is not stated
	default:
		err = c.Skip()
	}
	return err
}

// state reports a run that did not end well, and why there is nothing to read in a log
// without samples.
func (r *reader) state() error {
	how := ""
	switch r.head.status {
	case "", "success":
	case "started":
		how = "the run is still going or was killed"
	case "cancelled":
		how = "the run was cancelled"
	case "error":
		how = "the run ended with an error"
		if r.head.failure != "" {
			how += " (" + brief(r.head.failure) + ")"
		}
	default:
		how = fmt.Sprintf("the run ended as %q", brief(r.head.status))
	}
	n := len(r.index.entries)
	switch {
	case n == 0 && r.lost == 1:
		return errOneBroken
	case n == 0 && r.lost > 0:
		return fmt.Errorf("no sample of the log can be read: all %d are broken", r.lost)
	case n == 0 && how == "":
		return errNoSamples
	case n == 0:
		return fmt.Errorf("the log has no samples: %s", how)
	case how != "":
		r.out.Fault(foreign.Fault{Field: "status", Err: fmt.Errorf("%s: samples may be missing (%d are here)", how, n)})
	}
	return nil
}

var (
	errNoSamples = errors.New("the log has no samples: it was written without them (--no-log-samples) or only its header was copied")
	errOneBroken = errors.New("no sample of the log can be read: its only one is broken")
)

// maxBrief is how much of a text from the log goes into a message, in runes.
const maxBrief = 160

// brief makes a text from the log fit into a message: one line, not long.
func brief(s string) string {
	words := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " "))
	if len(words) > maxBrief {
		return string(words[:maxBrief]) + "..."
	}
	return string(words)
}
