package pickle

// class is a name of Python that may stand in a pickle. None is called: each is a mark
// for how the bytes beside it are to be read.
type class uint8

const (
	classNone         class = iota
	classScalar             // a number of numpy
	classType               // the type of a number
	classEncode             // bytes, as protocol 2 writes them
	classArray              // an array of numpy, only ever an argument
	classRebuild            // an empty array of numpy
	classFromBuffer         // an array of numpy, as protocol 5 writes it
	classPlainArray         // Python's own array
	classPlainRebuild       // Python's own array, as protocols 3 to 5 write it
)

// classOf is the whole list of names.
func classOf(name string) class {
	switch name {
	case "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar":
		return classScalar
	case "numpy.dtype":
		return classType
	case "_codecs.encode":
		return classEncode
	case "numpy.ndarray":
		return classArray
	case "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct":
		return classRebuild
	case "numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer":
		return classFromBuffer
	case "array.array":
		return classPlainArray
	case "array._array_reconstructor":
		return classPlainRebuild
	default:
		return classNone
	}
}

// name reads a name of Python and refuses it unless it is on the list.
func (m *machine) name(op byte) error {
	module, name, err := m.names(op)
	if err != nil {
		return err
	}
	full := module + "." + name
	c := classOf(full)
	if c == classNone {
		return refuse(shown(full))
	}
	return m.push(value{kind: kindClass, num: float64(c)})
}

func (m *machine) names(op byte) (module, name string, err error) {
	if op == opGlobal {
		if module, err = m.src.line(); err != nil {
			return "", "", err
		}
		name, err = m.src.line()
		return module, name, err
	}
	values, err := m.last(2)
	if err != nil {
		return "", "", err
	}
	module, first := values[0].text()
	name, second := values[1].text()
	if !first || !second {
		return "", "", m.damaged("a name is not a text")
	}
	return module, name, nil
}

// reduce puts what Python would get from a call in the place of the call.
func (m *machine) reduce() error {
	values, err := m.last(2)
	if err != nil {
		return err
	}
	args, ok := values[1].list()
	if !ok || values[0].kind != kindClass {
		return m.damaged("%s is called", values[0].kind)
	}
	v, err := m.made(class(values[0].num), args)
	if err != nil {
		return err
	}
	return m.push(v)
}

func (m *machine) made(c class, args *list) (value, error) {
	switch c {
	case classScalar:
		return m.scalar(args)
	case classType:
		return m.numberType(args)
	case classEncode:
		return m.encode(args)
	case classRebuild:
		return value{kind: kindList, ref: &list{cost: headCost, blank: true}}, m.hold(headCost)
	case classFromBuffer:
		return m.array(args.at(2), args.at(1), args.at(0))
	case classPlainArray:
		return m.plainArray(args)
	case classPlainRebuild:
		return m.plainRebuild(args)
	default:
		return value{}, refuse("a call of numpy.ndarray")
	}
}

// scalar reads numpy's (type, bytes).
func (m *machine) scalar(args *list) (value, error) {
	t, isType := args.at(0).ref.(*dtype)
	p, isBytes := args.at(1).bytes()
	switch {
	case !isType || !isBytes:
		return value{}, m.damaged("a numpy number has neither type nor bytes")
	case !t.known():
		return value{kind: kindOther}, nil
	case len(p) != t.size:
		return value{}, m.damaged("a numpy number of %d bytes has %d", t.size, len(p))
	case t.code == 'b':
		return number(kindBool, t.at(p)), nil
	case t.code == 'f':
		return number(kindFloat, t.at(p)), nil
	default:
		return number(kindInt, t.at(p)), nil
	}
}

// numberType reads numpy's ("f8", False, True). The byte order comes with BUILD.
func (m *machine) numberType(args *list) (value, error) {
	name, ok := args.at(0).text()
	if !ok {
		return value{}, m.damaged("a numpy type has no name")
	}
	t := typeOf(name)
	return value{kind: kindType, ref: &t}, m.hold(headCost)
}

// encode reads ("...", "latin1"): every character is a byte.
func (m *machine) encode(args *list) (value, error) {
	text, isText := args.at(0).text()
	coding, _ := args.at(1).text()
	if !isText || coding != "latin1" {
		return value{}, m.damaged("bytes are not written as latin1")
	}
	p, ok := latin1(text)
	if !ok {
		return value{}, m.damaged("bytes hold a character that is none")
	}
	return value{kind: kindBytes, ref: p}, m.hold(int64(len(p)) + headCost)
}

// latin1 turns characters into the bytes of the same numbers.
func latin1(text string) ([]byte, bool) {
	p := make([]byte, 0, len(text))
	for _, r := range text {
		if r > 0xff {
			return nil, false
		}
		p = append(p, byte(r))
	}
	return p, true
}
