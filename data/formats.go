package data

import (
	"path/filepath"
	"strings"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
	"github.com/confscope/confscope/data/inspect"
	"github.com/confscope/confscope/data/lmeval"
	"github.com/confscope/confscope/data/pickle"
	"github.com/confscope/confscope/data/table"
)

// headBytes is how much of a file its format is recognised by.
const headBytes = 64 << 10

// nativeFormat is what package data scans itself; every other format is turned into it.
const nativeFormat = "predictions.jsonl"

// Formats that others ask for by their name.
const (
	tableFormat   = "table"
	inspectFormat = "Inspect log"
	batchFormat   = "batch output"
	lmevalFormat  = "lm-eval samples"
)

// format is a way of writing a run that has a reader of its own.
type format struct {
	name  string // in words
	sniff func(head []byte, name string) bool
	read  func(o Options) foreign.ReadFunc
	// scale is what its confidences measure, where the format says so.
	scale Scale
	// of is what they are made from, where it says more than their scale.
	of string
	// seeks: it has to be read at any place, or twice.
	seeks bool
	// scatters: the traces of an instance may stand apart.
	scatters func(o Options) bool
	// shares: a run may be a folder of such files.
	shares bool
}

// one is a file of a format, by the format's name, within a sentence.
func one(format string) string {
	switch format {
	case inspectFormat:
		return "an " + format
	case batchFormat, lmevalFormat:
		return format // a mass, and a plural
	}
	return "a " + format
}

// several are files of a format.
func several(format string) string {
	if format == batchFormat || format == lmevalFormat {
		return format
	}
	return format + "s"
}

func always(Options) bool { return true }
func never(Options) bool  { return false }

// formats are tried in this order; none takes what another takes.
func formats() []*format {
	return []*format{
		{
			name: tableFormat, sniff: table.Sniff, seeks: true, scatters: always, shares: true,
			read: func(Options) foreign.ReadFunc { return table.Read },
		},
		{
			name: batchFormat, sniff: batch.Sniff, shares: true,
			scatters: func(o Options) bool { return o.CutSuffix != nil },
			read:     func(o Options) foreign.ReadFunc { return batch.Options{CutSuffix: o.CutSuffix}.Read },
		},
		{
			name: inspectFormat, sniff: inspect.Sniff, seeks: true, scatters: never,
			read: func(o Options) foreign.ReadFunc { return inspect.Options{Rules: o.Refusals}.Read },
		},
		{
			name: "DeepConf pickle", sniff: pickle.Sniff, scale: ScaleDeepConf, of: "mean of its tokens", seeks: true, scatters: never, shares: true,
			read: func(Options) foreign.ReadFunc { return pickle.Read },
		},
		{
			name: lmevalFormat, sniff: lmeval.Sniff, scale: ScaleLogProb, scatters: never,
			read: func(Options) foreign.ReadFunc { return lmeval.Read },
		},
	}
}

// formatOf recognises a file by the beginning of its unpacked content; nil is the native
// format, or nothing that is known.
func formatOf(head []byte, name string) *format {
	if isNative(head) {
		return nil
	}
	name = unpackedName(name)
	for _, f := range formats() {
		if f.sniff(head, name) {
			return f
		}
	}
	return nil
}

// isNative knows a predictions.jsonl by the fields of its first lines.
func isNative(head []byte) bool {
	return jsonl.Sniff(head, func(k jsonl.Keys) bool {
		return k.Has("instance_id") && (k.Has("traces") || k.Has("confidences"))
	})
}

// unpackedName is the name of a file without the ending that says how it is packed.
func unpackedName(name string) string {
	for _, ending := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}

// stem is a file's name without the endings that say how it is written and packed.
func stem(name string) string {
	name = unpackedName(name)
	switch ending := filepath.Ext(name); strings.ToLower(ending) {
	case ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".eval", ".pkl", ".pickle":
		return strings.TrimSuffix(name, ending)
	}
	return name
}
