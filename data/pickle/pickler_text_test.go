package pickle_test

import (
	"encoding/binary"
	"strings"
)

func (p *pickler) text(v string) {
	if at, ok := p.texts[v]; ok {
		p.get(at)
		return
	}
	if p.protocol >= 4 && len(v) < 256 {
		p.Write([]byte{0x8c, byte(len(v))})
	} else {
		p.WriteByte('X')
		p.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(v))))
	}
	p.WriteString(v)
	p.texts[v] = p.store()
}

func (p *pickler) bytes(v []byte) {
	switch {
	case p.protocol == 2:
		latin := make([]rune, len(v))
		for i, b := range v {
			latin[i] = rune(b)
		}
		p.put(class("_codecs.encode"))
		p.WriteByte('X')
		p.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(string(latin)))))
		p.WriteString(string(latin))
		p.store()
		p.put("latin1")
		p.WriteByte(0x86)
		p.store()
		p.WriteByte('R')
	case len(v) < 256 && !p.awkward:
		p.Write([]byte{'C', byte(len(v))})
		p.Write(v)
	default:
		p.WriteByte('B')
		p.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(v))))
		p.Write(v)
	}
	p.store()
}

func (p *pickler) scalar(t *shared, content []byte) call {
	core := class("numpy.core.multiarray.scalar")
	if p.numpy2 {
		core = "numpy._core.multiarray.scalar"
	}
	return call{of: core, args: tuple{t, content}}
}

func (p *pickler) tuple(v tuple) {
	switch {
	case len(v) == 0:
		p.WriteByte(')')
		return
	case len(v) <= 3:
		p.all(v)
		p.WriteByte(byte(0x84 + len(v)))
	default:
		p.WriteByte('(')
		p.all(v)
		p.WriteByte('t')
	}
	p.store()
}

func (p *pickler) class(v class) {
	key := "class " + string(v)
	if at, ok := p.texts[key]; ok {
		p.get(at)
		return
	}
	dot := strings.LastIndexByte(string(v), '.')
	if p.protocol >= 4 {
		p.put(string(v[:dot]))
		p.put(string(v[dot+1:]))
		p.WriteByte(0x93)
	} else {
		p.WriteString("c" + string(v[:dot]) + "\n" + string(v[dot+1:]) + "\n")
	}
	p.texts[key] = p.store()
}
