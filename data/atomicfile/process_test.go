//go:build linux || darwin

package atomicfile_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/atomicfile"
)

// The test binary becomes a program that writes to the file that the variable names, and
// goes on until it is killed.
const asWriter = "CONFSCOPE_TEST_ATOMIC_FILE"

func TestMain(m *testing.M) {
	if path := os.Getenv(asWriter); path != "" {
		f, err := atomicfile.Create(path)
		for err == nil {
			if _, err = f.Write([]byte(strings.Repeat("x", 1000))); err == nil {
				_, err = fmt.Println("written")
			}
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// A program that is killed leaves the file as it was and one draft, which the next one
// removes; while it lives its draft stays.
func TestKilledWhileWriting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	if err := begin(t, path, "before").Commit(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = []string{asWriter + "=" + path, "GORACE=atexit_sleep_ms=0"}
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		if !bufio.NewScanner(out).Scan() {
			t.Fatal("the program writes nothing")
		}
		if err := begin(t, path, "meanwhile").Abort(); err != nil {
			t.Fatal(err)
		}
		if got := names(t, filepath.Dir(path)); !regexp.MustCompile(`^\.out\.draft-[0-9]+-[0-9]+ out$`).MatchString(got) {
			t.Errorf("while it writes there is %s", got)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if cmd.Wait() == nil {
			t.Fatal("the program ended by itself")
		}
		if got := names(t, filepath.Dir(path)); strings.Count(got, ".draft-") != 1 || content(t, path) != "before" {
			t.Errorf("killed, it leaves %s with %q in it", got, content(t, path))
		}
	}
	if err := begin(t, path, "after").Commit(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, filepath.Dir(path)); got != "out" || content(t, path) != "after" {
		t.Errorf("in the end there is %s with %q in it", got, content(t, path))
	}
}
