// Package atomicfile writes a file that is there whole or not at all. The content goes to
// a draft beside the file's place; Commit waits until the disk has it and gives it its
// name, Abort takes it away. A process that is killed leaves a draft, whose name begins
// with a dot and the file's name and has .draft- in it; the next Create of the same file
// removes it, and leaves alone the draft of a process that still lives.
package atomicfile
