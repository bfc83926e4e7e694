package pickle

import (
	"errors"
	"fmt"
	"strconv"
)

// refusal is an error about what a pickle asks for. Nothing of such a file is handed on.
type refusal struct{ text string }

func (r *refusal) Error() string { return r.text }

// refuse names a class or an opcode that is not on the short list.
func refuse(what string) error {
	return &refusal{"this pickle asks for " + what + ": it is refused, and nothing of it was run"}
}

// damage is an error about the bytes at one place. The traces before it are good.
type damage struct{ text string }

func (d *damage) Error() string { return d.text }

func cutAt(at int64) error {
	return &damage{"the pickle is cut at byte " + strconv.FormatInt(at, 10) +
		", before its end: copy the file again, or wait until it is written"}
}

func damaged(at int64, format string, args ...any) error {
	return &damage{fmt.Sprintf("the pickle is damaged at byte %d: ", at) + fmt.Sprintf(format, args...)}
}

// tooMuch is a refusal too: what is over a limit was not written by DeepConf.
func tooMuch(at int64, format string, args ...any) error {
	return &refusal{fmt.Sprintf("the pickle has at byte %d ", at) + fmt.Sprintf(format, args...) + ": DeepConf writes no such file, and it is refused"}
}

func isDamage(err error) bool {
	var d *damage
	return errors.As(err, &d)
}

// shown makes a name from the file safe to print and short.
func shown(name string) string {
	if len(name) > 120 {
		name = name[:120] + "..."
	}
	if quoted := strconv.QuoteToASCII(name); quoted != `"`+name+`"` {
		return quoted
	}
	return name
}
