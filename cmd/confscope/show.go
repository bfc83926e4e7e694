package main

import "io"

// shown is what a command has found. It prints itself as text, and has csv or markdown
// beside it where the command offers those formats.
type shown interface{ text(w io.Writer) error }

// indent is that of JSON: none where each document has to be one line.
func (a *app) indent() string {
	if a.oneLine {
		return ""
	}
	return "  "
}

// show prints what was found in the format that the flag asks for; the flag has seen to
// it that the command offers it.
func (a *app) show(found shown, format string) error {
	switch format {
	case "json":
		return writeJSON(a.out, found, a.indent())
	case "csv":
		if table, ok := found.(interface{ csv(w io.Writer) error }); ok {
			return table.csv(a.out)
		}
	case "md":
		if page, ok := found.(interface{ markdown(w io.Writer) error }); ok {
			return page.markdown(a.out)
		}
	}
	return found.text(a.out)
}
