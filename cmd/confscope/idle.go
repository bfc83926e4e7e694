package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/data"
)

// The formats that flags of their own are for, as data.Source names them.
const (
	batchFormat   = "batch output"
	inspectFormat = "Inspect log"
)

// reading is what decides which of the flags about reading do something.
type reading struct {
	name, format string
	table        bool
	builtIn      bool
	labels       bool // a label file is read with it
}

// readingOf is how the run at the path was read.
func readingOf(path string, run *data.Run) reading {
	source := run.Source()
	_, demo := builtIn(path)
	return reading{name: source.Name, format: source.Format, table: source.IsTable(), builtIn: demo, labels: source.LabelsName != ""}
}

// idle says why the flag would do nothing, "" where it does something.
func (r reading) idle(flag string) string {
	format := r.format
	if format == "" {
		format = "predictions.jsonl"
	}
	switch {
	case flag == "labels" && r.builtIn, flag == "label-words" && r.builtIn:
		return "the built-in run has its labels with it"
	case flag == "label-words" && !r.labels && !r.table:
		return "no label file is read with " + r.name
	case flag == "mapping" && !r.table:
		return fmt.Sprintf("%s is no table but of the format %s, whose fields have names of their own", r.name, format)
	case flag == "refusals" && format != inspectFormat:
		return fmt.Sprintf("%s is no Inspect log but of the format %s, which has no scores", r.name, format)
	case flag == "cut-suffix" && format != batchFormat && (r.builtIn || !r.labels):
		return fmt.Sprintf("%s is no batch output but of the format %s, whose ids stay whole", r.name, format)
	}
	return ""
}

// fits refuses flags that would do nothing for the run. A setting holds where it can, and
// of several runs some may need what others do not.
func (a *app) fits(cmd *cobra.Command, r reading) error {
	if cmd.Flags().NArg() > 1 {
		return nil
	}
	for _, flag := range []string{"labels", "label-words", "mapping", "refusals", "cut-suffix"} {
		if why := r.idle(flag); why != "" && a.origin[flag] == "--"+flag {
			return badUsage("--%s: %s: leave --%s out", flag, why, flag)
		}
	}
	return nil
}
