package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// value is a flag whose text has been understood: get is what it means, and text is
// what was written, "" for a flag that nobody gave and that has no default.
type value[T any] struct {
	get   T
	text  string
	kind  string
	words []string // what may stand there, where that is one of a few words
	parse func(string) (T, error)
}

// offers are the words that a shell completes the flag to.
func (v *value[T]) offers() []string { return v.words }

// Set reads the flag. The error names what may stand there, and not the flag: the
// caller knows whether that is a flag, a variable or a line of a file.
func (v *value[T]) Set(text string) error {
	got, err := v.parse(text)
	if err != nil {
		return err
	}
	v.get, v.text = got, text
	return nil
}

// String is the flag's text, which the help shows as its default.
func (v *value[T]) String() string { return v.text }

// Type is the word that stands for the value in help.
func (v *value[T]) Type() string { return v.kind }

// spec is what a flag's declaration says.
type spec[T any] struct {
	name, short, initial, kind, usage string
	words                             []string
	parse                             func(string) (T, error)
}

func declare[T any](set *pflag.FlagSet, s spec[T]) *value[T] {
	v := &value[T]{kind: s.kind, words: s.words, parse: s.parse}
	if s.initial != "" {
		if err := v.Set(s.initial); err != nil {
			panic("default of --" + s.name + ": " + err.Error())
		}
	}
	flag := set.VarPF(v, s.name, s.short, s.usage)
	if s.kind == "bool" {
		flag.NoOptDefVal = "true"
	}
	return v
}

func declareSwitch(set *pflag.FlagSet, name, usage string) *value[bool] {
	return declare(set, spec[bool]{name: name, kind: "bool", usage: usage, parse: onOff})
}

func onOff(text string) (bool, error) {
	on, err := strconv.ParseBool(text)
	if err != nil {
		return false, errors.New("this is a switch: give true or false")
	}
	return on, nil
}

// declareFormat declares --format; the first word is the default.
func declareFormat(cmd *cobra.Command, words ...string) *value[string] {
	return declare(cmd.Flags(), spec[string]{name: "format", kind: "format", words: words, parse: oneOf(words...), initial: words[0], usage: alternatives(words)})
}

// oneOf reads one of a few words.
func oneOf(words ...string) func(string) (string, error) {
	return func(text string) (string, error) {
		if !slices.Contains(words, text) {
			return "", errors.New("choose " + alternatives(words))
		}
		return text, nil
	}
}

// alternatives is a list in words: "a, b or c".
func alternatives(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// count reads a whole number that is at least least.
func count(least int) func(string) (int, error) {
	return func(text string) (int, error) {
		n, err := strconv.Atoi(text)
		if err != nil || n < least {
			return 0, fmt.Errorf("give a whole number that is %d or more", least)
		}
		return n, nil
	}
}

// pause reads a time: seconds, or a number with its unit.
func pause(text string) (time.Duration, error) {
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, errors.New("give a number of seconds, 0 or more, or a time such as 90s or 2m")
	}
	return d, nil
}

func anyText(text string) (string, error) { return text, nil }

// flagFault turns what the flag parser says into one of our sentences.
func flagFault(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		dashes := "--"
		if unknown.GetSpecifiedShortnames() != "" {
			dashes = "-"
		}
		return badUsage("%s has no flag %s%s: %s --help lists its flags", cmd.CommandPath(), dashes, unknown.GetSpecifiedName(), cmd.CommandPath())
	case errors.As(err, &missing):
		return badUsage("--%s has no value: %s", missing.GetFlag().Name, missing.GetFlag().Usage)
	case errors.As(err, &invalid):
		return badUsage("--%s %s: %w", invalid.GetFlag().Name, invalid.GetValue(), invalid.Unwrap())
	}
	return badUsage("%w: %s --help shows how flags are written", err, cmd.CommandPath())
}
