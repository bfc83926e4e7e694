package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// settings is what the settings file says: a text for each key.
type settings struct {
	path   string
	source string         // the file's text, "" where there is no file
	keys   []string       // in the file's order
	values map[string]any // by top-level key
}

// settle fills each flag that the command line left alone: from the environment, else
// from the settings file.
func (a *app) settle(cmd *cobra.Command) error {
	file, err := readSettings(settingsPath(a.env))
	if err != nil {
		return err
	}
	a.warnUnknown(file, cmd.Root())
	var faults []error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed {
			a.origin[f.Name] = "--" + f.Name
			return
		}
		faults = append(faults, a.settleOne(f, file))
	})
	return firstOf(faults)
}

// settleOne gives one flag the value that the environment or the file has for it.
func (a *app) settleOne(f *pflag.Flag, file settings) error {
	variable := variableOf(f.Name)
	if text := lookup(a.env, variable); text != "" && configurable(f) {
		a.origin[f.Name] = variable
		if err := f.Value.Set(text); err != nil {
			return badUsage("%s=%s: %w", variable, text, err)
		}
		return nil
	}
	stated, ok := file.values[f.Name]
	if !ok || !configurable(f) {
		return nil
	}
	where := fmt.Sprintf("%s:%d", file.path, file.line(f.Name))
	text, err := settingText(stated)
	if err != nil {
		return badUsage("%s: %s: %w", where, f.Name, err)
	}
	if err := f.Value.Set(text); err != nil {
		return badUsage("%s: %s = %s: %w", where, f.Name, text, err)
	}
	a.origin[f.Name] = where + " " + f.Name
	return nil
}

func firstOf(faults []error) error {
	for _, err := range faults {
		if err != nil {
			return err
		}
	}
	return nil
}

// configurable reports whether a flag may be set other than on the command line.
func configurable(f *pflag.Flag) bool { return f.Name != "help" && f.Name != "version" }

// variableOf names the environment variable of a flag.
func variableOf(flag string) string {
	return "CONFSCOPE_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// lookup finds a variable's value; the last wins, as in the operating system.
func lookup(env []string, name string) string {
	found := ""
	for _, pair := range env {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			found = value
		}
	}
	return found
}

// settingsPath is where the settings file would be, "" where the environment names no
// home for it.
func settingsPath(env []string) string {
	base := lookup(env, "XDG_CONFIG_HOME")
	if !filepath.IsAbs(base) { // the XDG rules: a relative path is to be ignored
		home := lookup(env, "HOME")
		if home == "" {
			return ""
		}
		base = filepath.Join(home, ".config")
	}
	return filepath.Join(base, "confscope", "config.toml")
}

func readSettings(path string) (settings, error) {
	file := settings{path: path}
	if path == "" {
		return file, nil
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return file, nil
	}
	if err != nil {
		return file, badUsage("%s: cannot read the settings file: %w: make it readable or move it away", path, bare(err))
	}
	file.source = string(text)
	meta, err := toml.Decode(file.source, &file.values)
	var fault toml.ParseError
	if errors.As(err, &fault) {
		return file, badUsage("%s:%d: %s: mend this line of the settings file", path, fault.Position.Line, strings.ReplaceAll(fault.Message, "unexpected EOF", "the file ends too early"))
	}
	if err != nil {
		return file, badUsage("%s: %w: mend the settings file", path, err)
	}
	for _, key := range meta.Keys() {
		if len(key) == 1 {
			file.keys = append(file.keys, key[0])
		}
	}
	return file, nil
}

// line finds the line, from 1, on which a top-level key is set or its table opened.
// The TOML library reports no positions for keys that are in order.
func (s settings) line(key string) int {
	word := `["']?` + regexp.QuoteMeta(key) + `["']?\s*`
	stated := regexp.MustCompile(`^\s*(` + word + `[.=]|\[+\s*` + word + `[.\]])`)
	for i, line := range strings.Split(s.source, "\n") {
		if stated.MatchString(line) {
			return i + 1
		}
	}
	return 1
}

// settingText is the text that the flag's parser would have got on the command line.
func settingText(stated any) (string, error) {
	switch stated := stated.(type) {
	case string, bool, int64, float64:
		return fmt.Sprint(stated), nil
	case []any:
		parts := make([]string, len(stated))
		for i, one := range stated {
			text, err := settingText(one)
			if err != nil {
				return "", err
			}
			parts[i] = text
		}
		return strings.Join(parts, ","), nil
	}
	return "", errors.New("give a text, a number, true, false or a list of these")
}

// warnUnknown tells about keys that no flag of any command has.
func (a *app) warnUnknown(file settings, root *cobra.Command) {
	for _, key := range file.keys {
		if !isSetting(root, key) {
			a.say(fmt.Sprintf("%s:%d: %q is no setting and was ignored: a setting has the name of a flag, such as max-traces", file.path, file.line(key), key))
		}
	}
}

func isSetting(root *cobra.Command, key string) bool {
	for _, cmd := range append(root.Commands(), root) {
		if f := cmd.Flags().Lookup(key); f != nil && configurable(f) {
			return true
		}
	}
	return false
}
