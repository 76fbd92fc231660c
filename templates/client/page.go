package client

import "iter"

// records walks through all records, page by page. fetch returns the page at a place and the place after it, and
// whether there is one. It is asked for the next page only when the records before it have been used up.
//
//go:noinline
func records[P, T any](start P, fetch func(at P) (items []*T, next P, more bool, err error)) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for at, more := start, true; more; {
			var items []*T
			var err error
			if items, at, more, err = fetch(at); err != nil {
				yield(nil, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// nextOffset tells where the page after the one at offset begins, by the number of its records and, if the answer says
// it, the number of all. An answer that says 0 beside records says nothing.
func nextOffset(offset int64, got int, total Optional[int64]) (int64, bool) {
	next := offset + int64(got)
	if got == 0 {
		return next, false
	}
	if all, ok := total.Get(); ok && all > 0 {
		return next, next < all
	}
	return next, true
}

// nextNumber tells the number of the page after the one of a number, counted from 1, and whether there is one: by the
// number of all records and of those on a full page where both are known, else until a page is empty or not full.
func nextNumber(number int64, got int, limit, total Optional[int64]) (int64, bool) {
	size, known := limit.Get()
	if got == 0 || known && int64(got) < size {
		return number + 1, false
	}
	if all, ok := total.Get(); ok && all > 0 && known {
		return number + 1, number*size < all
	}
	return number + 1, true
}

// nextCursor tells whether the cursor that an answer gives leads on.
func nextCursor(cursor, next string) (string, bool) { return next, next != "" && next != cursor }
