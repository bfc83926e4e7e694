package data

// others appends the names of the fields of a line that no Record has a place for. The
// line has been decoded before, so it is whole.
func (c *cursor) others(line []byte, names []string) []string {
	c.reset(line)
	if c.object() != nil {
		return names
	}
	for first := true; ; first = false {
		from, to, ok, err := c.key(first)
		if err != nil || !ok {
			return names
		}
		if c.skip() != nil {
			return names
		}
		if key := unescapedKey(line[from:to]); !placed(key) {
			names = append(names, string(key))
		}
	}
}

// placed reports whether a field has a place in a Record, or follows from others that do.
func placed(key []byte) bool {
	switch string(key) {
	case "instance_id", "traces", "confidences", "tokens_per_trace", "refused", "wildguard_harmful", "wildguard_refused",
		"final_prediction", "confidence_category", "label", "topic", "prompt", "line", "confidence_scale":
		return true
	case "refusal_rate", "avg_confidence", "num_traces_used", "total_tokens", "avg_tokens_per_trace", "wildguard_harm_rate",
		"wildguard_refusal_rate", "wildguard_avg_harm_conf", "wildguard_avg_refusal_conf", "wildguard_final_harmful", "wildguard_final_refused":
		return true
	}
	_, ok := stripOf(key)
	return ok
}
