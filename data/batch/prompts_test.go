package batch_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/batch"
)

func request(id, body string) string {
	return `{"custom_id": "` + id + `", "method": "POST", "url": "/v1/x", "body": {"model": "m", ` + body + `}}` + "\n"
}

func TestReadPrompts(t *testing.T) {
	rows := []struct{ body, want, because string }{
		{`"messages": [{"role": "user", "content": "Why?"}]`, "Why?", "a chat"},
		{`"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}, {"role": "user", "content": "c"}, {"role": "assistant", "content": "d"}]`, "c", "the last message of the user"},
		{`"messages": [{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "image_url"}, {"type": "text", "text": "b"}]}]`, "ab", "the texts of its parts"},
		{`"prompt": "Once"`, "Once", "a completion"},
		{`"prompt": ["Once"]`, "Once", "in a list"},
		{`"input": "Why?"`, "Why?", "a response"},
		{`"input": [{"role": "user", "content": [{"type": "input_text", "text": "a"}]}]`, "a", "of a conversation"},
		{`"messages": [{"role": "user", "content": ""}]`, "", "an empty prompt is one"},
	}
	for _, row := range rows {
		var got []string
		err := batch.ReadPrompts(t.Context(), input(request("p", row.body)), func(id, prompt string) error {
			got = append(got, id, prompt)
			return nil
		})
		if err != nil || !slices.Equal(got, []string{"p", row.want}) {
			t.Errorf("%s: got %q (%v), want %q, because %s", row.body, got, err, row.want, row.because)
		}
	}
}

func TestPromptsLeftOut(t *testing.T) {
	good := `"prompt": "Once"`
	for _, bad := range []string{
		request("", good), request("p", `"prompt": ["a", "b"]`), request("p", `"prompt": [[1, 2]]`), request("p", `"messages": []`),
		request("p", `"messages": [{"role": "system", "content": "s"}]`), `{"custom_id": "p"}` + "\n", "{\n", "7\n",
	} {
		got := 0
		err := batch.ReadPrompts(t.Context(), input(request("a", good)+bad+request("b", good)+bad), func(string, string) error {
			got++
			return nil
		})
		var left *batch.LeftOut
		if !errors.As(err, &left) || left.Lines != 2 || left.First.Line != 2 || got != 2 || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: %d prompts, error %v, want two prompts and two lines left out from line 2 on", bad, got, err)
		}
	}
}

func TestPromptsEnd(t *testing.T) {
	stop := errors.New("enough")
	o := batch.Options{CutSuffix: regexp.MustCompile(`#\d+$`)}
	var got []string
	err := o.ReadPrompts(t.Context(), input(request("a#1", `"prompt": "x"`)+request("a#2", `"prompt": "x"`)+"{"), func(id, _ string) error {
		if got = append(got, id); len(got) == 2 {
			return stop
		}
		return nil
	})
	if err != stop || !slices.Equal(got, []string{"a", "a"}) { //nolint:errorlint // It is given back as it is.
		t.Errorf("got %q and %v, want the ids without their suffix and the caller's own error", got, err)
	}
}
