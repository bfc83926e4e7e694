package demo

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"strings"

	"github.com/confscope/confscope/data"
)

// Names of the built-in runs.
const (
	Run2       = "run2"
	Run2Tokens = "run2-tokens"
)

//go:embed files/*.zst
var files embed.FS

// Names lists the built-in runs, the default first.
func Names() []string { return []string{Run2, Run2Tokens} }

// Open reads a built-in run whole. The error names the runs that there are.
func Open(ctx context.Context, name string, o data.Options) (*data.Run, error) {
	l, err := Start(name, o)
	if err != nil {
		return nil, err
	}
	return l.Rest(ctx)
}

// Start begins to read a built-in run, as data.Start does a file.
func Start(name string, o data.Options) (*data.Loading, error) {
	title, ok := titleOf(name)
	switch {
	case name == "":
		return nil, fmt.Errorf("demo: says no name of a built-in run: give demo:%s", strings.Join(Names(), " or demo:"))
	case !ok:
		return nil, fmt.Errorf("demo:%s: there is no such built-in run: name demo:%s", name, strings.Join(Names(), " or demo:"))
	}
	predictions, err := files.ReadFile("files/" + name + ".predictions.jsonl.zst")
	if err != nil {
		return nil, fmt.Errorf("reading the built-in run %s: %w", name, err)
	}
	labels, err := files.ReadFile("files/" + name + ".labels.jsonl.zst")
	if err != nil {
		return nil, fmt.Errorf("reading the built-in labels of %s: %w", name, err)
	}
	o.Title = title
	o.About = "Built-in run: rebuilt from published aggregates; it is not the original data. Which prompt is right or wrong in it is arbitrary."
	return data.StartReader(name, bytes.NewReader(predictions), bytes.NewReader(labels), o)
}

func titleOf(name string) (string, bool) {
	switch name {
	case Run2:
		return "Run 2 · WildGuardMix · Qwen3-0.6B", true
	case Run2Tokens:
		return "Run 2, first 60 with tokens · WildGuardMix · Qwen3-0.6B", true
	}
	return "", false
}
