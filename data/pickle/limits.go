package pickle

// The limits keep a hostile pickle from taking memory. What is live at one moment is one
// trace and the small things around the traces; no real trace comes near.
const (
	// maxLive bounds what the machine holds: a trace of a million tokens takes about 30 MB.
	maxLive = 128 << 20
	// maxKept bounds what the memo keeps for later: keys, answers, a few numbers a trace.
	maxKept = 64 << 20
	// maxText bounds one text; the longest answers that models give are a few MB.
	maxText = 64 << 20
	// maxNumbers bounds one list of numbers, so one number a token; no model writes
	// answers of two million tokens.
	maxNumbers = 1 << 21
	// maxStack bounds the values that wait to be put together. Python writes lists in
	// thousands, but a tuple whole, and token_ids may be one.
	maxStack = 1 << 20
	// maxMarks bounds nesting; a question nests five deep.
	maxMarks = 256
	// maxMemo bounds memo numbers; Python gives them in order, about three a number, so
	// this is a pickle of a hundred million numbers.
	maxMemo = 1 << 28
	// maxName bounds the parts of a name; no module of Python has a longer one.
	maxName = 256
	// maxHeld bounds the traces that wait for an earlier one, where all_traces has
	// another order than the file; DeepConf never writes that.
	maxHeld = 256 << 20
	// maxStream bounds a pickle that comes as a stream, and so has to be kept to be gone
	// through more than once.
	maxStream = 256 << 20
)
