package data

// oneLine is an error whose words may be those of a file, such as the name of a column.
type oneLine struct{ err error }

// inOneLine makes an error fit to be shown as one sentence; nil stays nil.
func inOneLine(err error) error {
	if err == nil {
		return nil
	}
	return oneLine{err}
}

// Error gives the error on one line, made visible.
func (o oneLine) Error() string { return PrintableLine(o.err.Error()) }

// Unwrap gives the error as it is.
func (o oneLine) Unwrap() error { return o.err }
