// Package confscope_test holds the diagram of the project as a test: which package may
// import which, and the few rules about files that a compiler does not check. Every
// failure is a sentence that names the file, what it does, and the rule.
package confscope_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/confscope/confscope/"

// border is what one package may import beyond the standard library. A trailing slash
// stands for everything below that path.
type border struct {
	dir      string
	may      []string // packages of this module and of others
	mayNot   []string // parts of the standard library that would break the package's promise
	because  string
	osOnlyIn []string // files that alone may touch the operating system; nil: any file
}

// borders is the diagram, read downwards: nobody imports a package that stands above.
func borders() []border {
	system := []string{"os", "os/", "syscall", "net", "net/", "log", "log/", "time", "testing", "runtime/"}
	network := []string{"net", "net/", "log", "log/", "testing"}
	return []border{
		{dir: "cmd/confscope", because: "cmd only wires: flags in, a screen or text out",
			may: []string{module + "tui", module + "analysis", module + "data", module + "data/curves", module + "data/demo", module + "data/triage",
				module + "data/mappings", module + "data/convert", module + "data/atomicfile", module + "cmd/confscope/report", module + "cmd/confscope/wording",
				"charm.land/fang/v2", "github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/BurntSushi/toml",
				"github.com/charmbracelet/x/term", "github.com/charmbracelet/x/ansi"}},
		{dir: "cmd/confscope/report", because: "a report is analyses in, files as bytes out: it touches no disk and no clock", mayNot: system,
			may: []string{module + "analysis", module + "data", module + "cmd/confscope/wording", "gonum.org/v1/plot", "gonum.org/v1/plot/"}},
		{dir: "cmd/confscope/wording", because: "wording is text in, text out", mayNot: system, may: []string{module + "data"}},
		{dir: "tui", because: "the screen knows the method, the data and how to draw; it never reads a file's format",
			may: []string{module + "analysis", module + "data", module + "data/curves", module + "data/triage", module + "tui/layout", module + "tui/theme", module + "tui/chart",
				"charm.land/bubbletea/v2", "charm.land/bubbles/v2/", "charm.land/lipgloss/v2", "github.com/charmbracelet/",
				"github.com/sahilm/fuzzy"}},
		{dir: "tui/layout", because: "layout is arithmetic", mayNot: system},
		{dir: "tui/theme", because: "theme turns a palette into styles",
			may: []string{"charm.land/lipgloss/v2", "github.com/charmbracelet/colorprofile"}},
		{dir: "tui/chart", because: "a chart is numbers and a size in, text out", mayNot: system,
			may: []string{"charm.land/lipgloss/v2", "github.com/NimbleMarkets/ntcharts/v2/", "github.com/charmbracelet/x/ansi"}},
		{dir: "analysis", because: "analysis is pure: no file, no clock, no terminal", mayNot: system,
			may: []string{module + "data", module + "data/curves", "gonum.org/v1/gonum/"}},
		{dir: "data", because: "data knows files and nothing above them", mayNot: network,
			may: []string{module + "data/foreign", module + "data/foreign/jsonl", module + "data/predictions", module + "data/batch", module + "data/lmeval",
				module + "data/inspect", module + "data/pickle", module + "data/table", module + "data/labelsets", "github.com/klauspost/compress/"},
			osOnlyIn: []string{"find.go", "folder.go", "folder_look.go", "pipe.go", "start.go", "spool.go", "identity.go", "reread.go", "texts.go", "labels_open.go"}},
		{dir: "data/foreign", because: "foreign is what readers have in common", mayNot: system},
		{dir: "data/foreign/jsonl", because: "a reader is bytes in, records out", mayNot: system, may: []string{module + "data/foreign"}},
		{dir: "data/foreign/foreigntest", because: "foreigntest is what the tests of readers share, and nothing that ships imports it", may: []string{module + "data/foreign"}},
		{dir: "data/predictions", because: "an encoder is records in, bytes out", mayNot: system, may: []string{module + "data/foreign"}},
		{dir: "data/batch", because: "a reader is bytes in, records out", mayNot: system, may: []string{module + "data/foreign", module + "data/foreign/jsonl"}},
		{dir: "data/lmeval", because: "a reader is bytes in, records out", mayNot: system, may: []string{module + "data/foreign", module + "data/foreign/jsonl"}},
		{dir: "data/inspect", because: "a reader is bytes in, records out", mayNot: system, may: []string{module + "data/foreign", module + "data/foreign/jsonl", "github.com/klauspost/compress/"}},
		{dir: "data/pickle", because: "a reader is bytes in, records out, and a pickle never runs", mayNot: system, may: []string{module + "data/foreign"}},
		{dir: "data/table", because: "a reader is bytes in, records out", mayNot: system,
			may: []string{module + "data/foreign", module + "data/foreign/jsonl", "github.com/parquet-go/parquet-go", "github.com/parquet-go/parquet-go/", "github.com/klauspost/compress/", "github.com/pierrec/lz4/v4"}},
		{dir: "data/labelsets", because: "a reader is bytes in, rows out", mayNot: system, may: []string{module + "data/foreign", module + "data/table"}},
		{dir: "data/curves", because: "a published sweep is bytes in, counts out", mayNot: system, may: []string{module + "data/foreign/jsonl"}},
		{dir: "data/demo", because: "the demo is bytes that data opens", mayNot: network,
			may: []string{module + "data", "github.com/klauspost/compress/"}},
		{dir: "data/convert", because: "convert is a run in, bytes out: it names no file", mayNot: system,
			may: []string{module + "data", module + "data/foreign", module + "data/predictions", module + "data/table", "github.com/klauspost/compress/"}},
		{dir: "data/atomicfile", because: "atomicfile puts bytes in their place and knows nothing of them", mayNot: network},
		{dir: "data/mappings", because: "mappings keeps small files of its own and reads no table", mayNot: network,
			may: []string{module + "data/table", module + "data/atomicfile"}, osOnlyIn: []string{"store.go"}},
		{dir: "data/triage", because: "triage keeps marks in a file of its own and knows no run", mayNot: network,
			osOnlyIn: []string{"journal.go", "progress.go", "file.go"}},
		{dir: "data/runtest", because: "runtest builds tiny runs for tests, and nothing that ships imports it", may: []string{module + "data"}},
	}
}

// source is one Go file that ships.
type source struct {
	path string // slash-separated, from the top of the checkout
	file *ast.File
}

func (s source) dir() string { return path.Dir(s.path) }

func (s source) imports() []string {
	var paths []string
	for _, spec := range s.file.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, p)
		}
	}
	return paths
}

func TestArchitecture(t *testing.T) {
	sources := shipped(t)
	if len(sources) == 0 {
		t.Fatal("no Go file found from the top of the checkout: the test looks in the wrong place")
	}
	for _, s := range sources {
		for _, fault := range faults(s) {
			t.Error(fault)
		}
	}
	for _, fault := range undocumented(sources) {
		t.Error(fault)
	}
}

// TestArchitectureNotices keeps the referee honest: each of these files must be refused.
func TestArchitectureNotices(t *testing.T) {
	rows := []struct{ path, code, want string }{
		{"data/x.go", `import _ "` + module + `analysis"`, "data/x.go imports " + module + "analysis"},
		{"data/x.go", `import _ "os"`, "data/x.go imports os"},
		{"data/demo/x.go", `import _ "net/http"`, "imports net/http"},
		{"analysis/x.go", `import _ "time"`, "analysis/x.go imports time"},
		{"analysis/x.go", `import _ "` + module + `data/runtest"`, "data/runtest"},
		{"analysis/x.go", `import _ "charm.land/lipgloss/v2"`, "imports charm.land/lipgloss/v2"},
		{"tui/x.go", `import _ "github.com/NimbleMarkets/ntcharts/v2/canvas"`, "imports github.com/NimbleMarkets/ntcharts/v2/canvas"},
		{"tui/x.go", `import _ "` + module + `cmd/confscope"`, "cmd/confscope"},
		{"data/triage/x.go", `import _ "` + module + `data"`, "data/triage/x.go imports " + module + "data"},
		{"tui/chart/x.go", `import _ "` + module + `analysis"`, "tui/chart/x.go imports " + module + "analysis"},
		{"tui/layout/x.go", `import _ "charm.land/lipgloss/v2"`, "tui/layout/x.go imports"},
		{"cmd/confscope/x.go", `import _ "` + module + `tui/chart"`, "tui/chart"},
		{"data/new/x.go", ``, "no border"},
		{"tui/utils/x.go", ``, "says nothing"},
		{"data/x.go", `func init() {}`, "init function"},
		{"tui/x.go", `import gloss "charm.land/lipgloss/v2"; func f() { gloss.NewStyle() }`, "NewStyle"},
		{"tui/x.go", `func f(s string) bool { return s == "ctrl+c" }`, `"ctrl+c"`},
		{"tui/x.go", `import "charm.land/bubbles/v2/key"; func f() { key.NewBinding() }`, "key.NewBinding"},
		{"tui/x.go", `import tea "charm.land/bubbletea/v2"; var enter = tea.KeyEnter`, "tea.KeyEnter"},
	}
	for _, row := range rows {
		t.Run(row.path+" "+row.code, func(t *testing.T) {
			file, err := parser.ParseFile(token.NewFileSet(), row.path, "package x\n"+row.code, 0)
			if err != nil {
				t.Fatal(err)
			}
			found := strings.Join(faults(source{row.path, file}), "\n")
			if !strings.Contains(found, row.want) {
				t.Errorf("want a sentence with %q, got %q", row.want, found)
			}
		})
	}
}

// faults lists every rule that the file breaks, a sentence each.
func faults(s source) []string {
	found := vagueNames(s)
	if i := slices.IndexFunc(borders(), func(b border) bool { return b.dir == s.dir() }); i < 0 {
		found = append(found, fmt.Sprintf("%s is in a package that has no border: add %q to the diagram in architecture_test.go and in CONTRIBUTING.md", s.path, s.dir()))
	} else {
		found = append(found, crossings(s, borders()[i])...)
	}
	found = append(found, inits(s)...)
	found = append(found, looseStyles(s)...)
	return append(found, looseKeys(s)...)
}

func vagueNames(s source) []string {
	var found []string
	for _, part := range strings.Split(s.dir(), "/") {
		if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "misc", "shared", "internal", "pkg"}, part) {
			found = append(found, fmt.Sprintf("%s lies in %q, a name that says nothing: name a package after what it knows", s.path, part))
		}
	}
	return found
}

func crossings(s source, b border) []string {
	var found []string
	for _, p := range s.imports() {
		if !allowed(p, b) {
			found = append(found, fmt.Sprintf("%s imports %s, which %s may not: %s", s.path, p, b.dir, b.because))
		}
		if touchesSystem := p == "os" || p == "syscall" || strings.HasPrefix(p, "os/"); touchesSystem && b.osOnlyIn != nil && !slices.Contains(b.osOnlyIn, path.Base(s.path)) {
			found = append(found, fmt.Sprintf("%s imports %s, which in %s only %s may: one place opens files", s.path, p, b.dir, strings.Join(b.osOnlyIn, " and ")))
		}
	}
	return found
}

func allowed(importPath string, b border) bool {
	top, _, _ := strings.Cut(importPath, "/")
	if strings.Contains(top, ".") {
		return matches(importPath, b.may)
	}
	return !matches(importPath, b.mayNot)
}

func matches(importPath string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		return importPath == p || strings.HasSuffix(p, "/") && strings.HasPrefix(importPath, p)
	})
}

func inits(s source) []string {
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			return []string{s.path + " has an init function: nothing may happen before main says so"}
		}
	}
	return nil
}

func looseStyles(s source) []string {
	if s.dir() == "tui/theme" || !calls(s, "charm.land/lipgloss/v2", "NewStyle") {
		return nil
	}
	return []string{s.path + " calls lipgloss.NewStyle, which only tui/theme may: take a style from theme.Styles"}
}

// keyWords are spellings of keys that mean nothing else.
func keyWords() *regexp.Regexp {
	return regexp.MustCompile(`^((ctrl|alt|shift)\+.+|enter|esc|pgup|pgdown|backspace|shift\+tab)$`)
}

// looseKeys finds keys that are spelt outside the one table of keys.
func looseKeys(s source) []string {
	if s.dir() != "tui" || path.Base(s.path) == "keys.go" {
		return nil
	}
	var found []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && keyWords().MatchString(text) {
				found = append(found, fmt.Sprintf("%s spells the key %q, which only tui/keys.go may: make it a row of the table", s.path, text))
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && namesKey(x.Name, n.Sel.Name) {
				found = append(found, fmt.Sprintf("%s uses %s.%s, which only tui/keys.go may: make it a row of the table", s.path, x.Name, n.Sel.Name))
			}
		}
		return true
	})
	return found
}

func namesKey(pkg, name string) bool {
	messages := []string{"KeyMsg", "KeyPressMsg", "KeyReleaseMsg", "KeyboardEnhancements", "KeyboardEnhancementsMsg"}
	return pkg == "tea" && strings.HasPrefix(name, "Key") && len(name) > len("Key") && !slices.Contains(messages, name) ||
		pkg == "key" && (name == "NewBinding" || name == "WithKeys")
}

// calls reports whether the file uses name from the package that it imports as importPath.
func calls(s source, importPath, name string) bool {
	local := ""
	for _, spec := range s.file.Imports {
		if spec.Path.Value == strconv.Quote(importPath) {
			local = "lipgloss"
			if spec.Name != nil {
				local = spec.Name.Name
			}
		}
	}
	used := false
	ast.Inspect(s.file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == name {
			x, isName := sel.X.(*ast.Ident)
			used = used || isName && local != "" && x.Name == local
		}
		return true
	})
	return used
}

// undocumented names the packages that no file introduces.
func undocumented(sources []source) []string {
	taught := map[string]bool{}
	for _, s := range sources {
		taught[s.dir()] = taught[s.dir()] || s.file.Doc != nil
	}
	var found []string
	for dir, ok := range taught {
		if !ok {
			found = append(found, fmt.Sprintf("package %s has no comment: its doc.go must teach it in under twenty lines", dir))
		}
	}
	slices.Sort(found)
	return found
}

func shipped(t *testing.T) []source {
	t.Helper()
	var sources []source
	err := filepath.WalkDir(".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && p != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || filepath.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ParseComments)
		sources = append(sources, source{filepath.ToSlash(p), file})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

func TestTopLevel(t *testing.T) {
	expected := []string{"cmd", "tui", "analysis", "data", "go.mod", "go.sum", "README.md",
		"CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "architecture_test.go"}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	ignored, err := os.ReadFile(".gitignore")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		built := slices.ContainsFunc(strings.Fields(string(ignored)), func(pattern string) bool {
			ok, err := path.Match(strings.Trim(pattern, "/"), name)
			return ok && err == nil
		})
		if !strings.HasPrefix(name, ".") && !built && !slices.Contains(expected, name) {
			t.Errorf("%s stands at the top: the four folders, go.mod and the documents are all that belongs there", name)
		}
	}
}
