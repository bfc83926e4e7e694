package pickle

import (
	"path"
	"strings"
)

// Sniff reports whether a file begins like a pickle. Which pickle it is Read finds out:
// one that is not of DeepConf gets its own sentence there.
func Sniff(head []byte, name string) bool {
	if len(head) == 0 {
		return false
	}
	if head[0] == opProto {
		return len(head) > 1 && head[1] <= 5 && (len(head) < 3 || head[2] == opStop || isOpcode(head[2]))
	}
	// The text protocols 0 and 1 have no first bytes of their own, so the name decides.
	ext := strings.ToLower(path.Ext(name))
	return (ext == ".pkl" || ext == ".pickle") && strings.IndexByte("(]}cl", head[0]) >= 0
}

func isOpcode(op byte) bool {
	return shapeOf(op) != shapeUnknown || strings.Contains(refusedOpcodes, "\n"+string([]byte{op})+" ")
}
