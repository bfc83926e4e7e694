package data

// Change says what has become of a file that is followed.
type Change uint8

// The changes that Look finds.
const (
	Unchanged Change = iota
	Grown            // more has been written, were it only a part of a line
	Truncated        // the file became shorter than what was read of it, or was written over
	Replaced         // another file has the name
	Deleted          // no file has the name
	Returned         // the file that was read has its name again
	Waiting          // there is no whole record yet
)

// Update is what one look at a followed file has found.
type Update struct {
	Run    *Run   // all that has been read, nil where that is what it was; never changes
	Anew   bool   // Run is the first of another file, or of one that was written anew: instances have new numbers
	Moved  bool   // Run is read anew and has all instances of the one before, with all their traces: only their numbers are others
	Whole  bool   // the file cannot be read on in: all of it is read anew when it has changed
	Change Change // what has become of the file since the last look
	Note   string // the change as one sentence, raw; "" where the file has grown or not changed
	More   bool   // there is more to read at once
	Unread string // why what has the name now cannot be read, raw, at every look until it can; "" while it can

	Done, Total int64 // bytes read, and bytes that the file has
}
