package jsonl

// SetMost lowers the length from which a line counts as too long.
func (l *Lines) SetMost(n int) { l.most = n }
