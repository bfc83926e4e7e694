package table

import "slices"

// Overlooked gives the columns that a guess has a place for where the mapping has none for
// that place, nor uses the column otherwise, nor leaves it out knowingly.
func (m Mapping) Overlooked(guess Mapping) []string {
	var names []string
	for f := range fieldCount {
		own, other := m.slot(f), guess.slot(f)
		switch {
		case own == nil || *own != "" || *other == "":
		case f == fieldID && len(m.IDs) > 0:
		case !m.uses(*other) && !slices.Contains(m.Unused, *other):
			names = append(names, *other)
		}
	}
	return names
}

// Completed gives the mapping with the columns that it overlooks in the places that the
// guess has for them.
func (m Mapping) Completed(guess Mapping) Mapping {
	overlooked := m.Overlooked(guess)
	for f := range fieldCount {
		if own := m.slot(f); own != nil && *own == "" && slices.Contains(overlooked, *guess.slot(f)) {
			*own = *guess.slot(f)
		}
	}
	return m
}

// Declining gives the mapping with the columns that it overlooks as left out knowingly.
func (m Mapping) Declining(guess Mapping) Mapping {
	m.Unused = nil
	m.Unused = m.Overlooked(guess)
	return m
}

func (m Mapping) uses(column string) bool {
	for f := range fieldCount {
		if slot := m.slot(f); slot != nil && *slot == column {
			return true
		}
	}
	return slices.Contains(m.IDs, column)
}
