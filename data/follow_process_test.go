//go:build linux || darwin

package data_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/confscope/confscope/data"
)

// asRunWriter makes the test binary a program that appends records to the file that the
// variable names, without end, and says how many it has written whole.
const asRunWriter = "CONFSCOPE_TEST_WRITE_RUN"

func TestMain(m *testing.M) {
	if path := os.Getenv(asRunWriter); path != "" {
		if err := keepWriting(path); err != nil {
			panic(err)
		}
		return
	}
	os.Exit(m.Run())
}

// keepWriting writes records in blocks that end anywhere, as buffered writers do.
func keepWriting(path string) error {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	blocks := bufio.NewWriterSize(file, 1000)
	for n := 1; ; n++ {
		if _, err := fmt.Fprintln(blocks, record(fmt.Sprint("killed_", n))); err != nil {
			return err
		}
		if n%10 == 0 {
			fmt.Println(n)
		}
	}
}

// A writer that is killed leaves a cut line, which is no fault of the file; the one that
// comes after it begins again, and all of it is read.
func TestFollowKilledWriter(t *testing.T) {
	path := write(t, "predictions.jsonl", "")
	f := await(t, path)
	for round := range 3 {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), asRunWriter+"="+path, "GORACE=atexit_sleep_ms=0")
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		said, confirmed := bufio.NewScanner(out), 0
		for confirmed < 2000 && said.Scan() {
			confirmed, err = strconv.Atoi(said.Text())
			must(t, err)
			if confirmed%200 == 0 {
				f.look()
			}
		}
		must(t, cmd.Process.Kill())
		for said.Scan() { // what it wrote to the file before its end
		}
		if cmd.Wait() == nil {
			t.Fatal("the program ended by itself")
		}
		f.look()
		content, err := os.ReadFile(path)
		must(t, err)
		run, err := data.Open(t.Context(), path, data.Options{})
		must(t, err)
		f.wants(fmt.Sprintf("%d bytes were written in round %d", len(content), round), run.Instances(), 0, content[len(content)-1] != '\n')
		if run.Instances() < confirmed-10 || f.run.ID(run.Instances()-1) != fmt.Sprint("killed_", run.Instances()) {
			t.Errorf("%d instances, %d were confirmed", run.Instances(), confirmed)
		}
		must(t, run.Close())
		must(t, os.Remove(path))
		if change := f.look(); change != data.Deleted {
			t.Errorf("change %d, want that the file is gone", change)
		}
	}
}
