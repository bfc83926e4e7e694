package data

import "context"

// Prompt reads the prompt of instance i: the label file's, else that of the batch job's
// input, else the record's own; ok is false where there is none.
func (r *Run) Prompt(i int) (prompt string, ok bool, err error) {
	return r.promptBy(&reader{run: r}, i)
}

func (r *Run) promptBy(rd *reader, i int) (prompt string, ok bool, err error) {
	prompt, ok, err = r.joinedPrompt(i)
	if err != nil || ok || !r.own.hasPrompt(i) {
		return prompt, ok, err
	}
	if err := rd.load(i); err != nil {
		return "", false, err
	}
	prompt, ok = rd.ownPrompt()
	return prompt, ok, nil
}

// joinedPrompt reads the prompt of instance i from the label file, or from the input of
// the batch job.
func (r *Run) joinedPrompt(i int) (prompt string, ok bool, err error) {
	if r.labels != nil && r.row[i] != noRow {
		prompt, ok, err = r.labels.prompt(int(r.row[i]))
	}
	if err == nil && !ok && r.requests != nil && r.request[i] != noRow {
		prompt, ok, err = r.requests.prompt(int(r.request[i]))
	}
	return prompt, ok, err
}

// EachPrompt visits the prompts of the instances from..to-1 in order until visit says
// false. Instances without a prompt are not visited.
func (r *Run) EachPrompt(ctx context.Context, from, to int, visit func(instance int, prompt []byte) bool) error {
	rd := &reader{run: r, ahead: readAhead}
	for i := from; i < to; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		prompt, ok, err := r.promptBy(rd, i)
		if err != nil {
			return err
		}
		if ok && !visit(i, []byte(prompt)) {
			return nil
		}
	}
	return nil
}
