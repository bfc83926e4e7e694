package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"regexp/syntax"

	"github.com/spf13/pflag"

	"github.com/confscope/confscope/data"
)

// readings are the flags that say how files of other formats are read.
type readings struct {
	mapping   *value[*data.Mapping]
	refusals  *value[[]data.RefusalRule]
	cutSuffix *value[*regexp.Regexp]
}

func declareReadings(set *pflag.FlagSet) readings {
	return readings{
		mapping: declare(set, spec[*data.Mapping]{name: "mapping", kind: "file", parse: mappingFile,
			usage: "which column of a table holds what, as the command mapping prints it; without it as confirmed before, else guessed"}),
		refusals: declare(set, spec[[]data.RefusalRule]{name: "refusals", kind: "file", parse: refusalFile,
			usage: "rules by which the scores of an Inspect log tell a refusal, as mapping --refusal-rules prints them"}),
		cutSuffix: declare(set, spec[*regexp.Regexp]{name: "cut-suffix", kind: "regexp", parse: suffix,
			usage: "cut this off the end of ids in batch output: '#[0-9]+' makes p1#3 and p1#4 answers of p1"}),
	}
}

// into says in the options how files are read.
func (r readings) into(o *data.Options) {
	o.Mapping, o.Refusals, o.CutSuffix = r.mapping.get, r.refusals.get, r.cutSuffix.get
}

// mappingFile reads the file that --mapping names.
func mappingFile(path string) (*data.Mapping, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, advisedOpening(err)
	}
	m, err := data.ReadMapping(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	return &m, nil
}

// refusalFile reads the file that --refusals names.
func refusalFile(path string) ([]data.RefusalRule, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, advisedOpening(err)
	}
	rules, err := data.ReadRefusals(file)
	return rules, errors.Join(err, file.Close())
}

func advisedOpening(err error) error {
	return fmt.Errorf("%w: name a JSON file that can be read", bare(err))
}

// suffix reads a regular expression that is to match at the end.
func suffix(text string) (*regexp.Regexp, error) {
	if text == "" {
		return nil, errors.New("give a regular expression for the end of ids, such as '#[0-9]+'")
	}
	if _, err := syntax.Parse(text, syntax.Perl); err != nil {
		return nil, notRegular(err)
	}
	return regexp.Compile("(?:" + text + ")$")
}

// notRegular says what is wrong with a regular expression.
func notRegular(err error) error {
	const do = "give one for the end of ids, such as '#[0-9]+'"
	var fault *syntax.Error
	if errors.As(err, &fault) {
		return fmt.Errorf("this is no regular expression: %s: %s", fault.Code, do)
	}
	return fmt.Errorf("this is no regular expression: %s", do)
}
