package tui

// fieldText is what a key of a mapping is for, and what is missing without it.
type fieldText struct{ means, without string }

// fieldWords says what a key is for.
func fieldWords(key string) fieldText {
	switch key {
	case "id":
		return fieldText{"Rows with the same id are answers to one prompt: one instance.", "rows with the same prompt are one instance."}
	case "prompt":
		return fieldText{"The prompt, as it is shown; it groups rows where there is no id.", "prompts cannot be shown."}
	case "context":
		return fieldText{"What stands before the prompt, where it is kept apart.", "nothing is put before prompts."}
	case "text":
		return fieldText{"The answer, or a list of answers.", "answers cannot be shown, and judges that read them are not offered."}
	case "sample":
		return fieldText{"The number of the answer among those of its prompt.", "answers keep the order of the file."}
	case "confidence":
		return fieldText{"How sure the model was of the answer. Turn it round with c where less is surer.", "nothing can be sampled by confidence."}
	case "refused":
		return fieldText{"Whether the answer refuses.", "refusals are found by phrases in the answers."}
	case "harmful":
		return fieldText{"Whether the answer is harmful, as a classifier or a person says.", "the judge that reads harm is not offered."}
	case "label":
		return fieldText{"Whether the prompt is unsafe: the ground truth.", "every label is unknown unless a label file gives it."}
	case "topic":
		return fieldText{"The subject of the prompt, to slice by.", "slices by topic are empty."}
	case "tokens":
		return fieldText{"How many tokens the answer has.", "savings are counted in traces, not in tokens."}
	case "logprobs":
		return fieldText{"The tokens of the answer with their log-probabilities.", "confidence cannot be taken from tokens."}
	case "verdict":
		return fieldText{"The file's own verdict on the instance, safe or unsafe.", "the judge that reads it is not offered."}
	}
	return fieldText{"The refusal category of the instance, as the reference analyser names it.", "categories are counted by this program."}
}
