package engine

import "slices"

// reach is the accounts that a call sees, its own first: with a key that of the key, and what of its mode was made by
// calls that need none; without a key every account.
func (x *exchange) reach() []*account {
	own := x.account
	if x.e.program.API.Auth == nil {
		return []*account{own}
	}
	list := []*account{own}
	if x.anyone {
		for _, a := range x.e.everyAccount() {
			if a != own {
				list = append(list, a)
			}
		}
		slices.SortFunc(list[1:], func(a, b *account) int { return int(a.seq) - int(b.seq) })
		return list
	}
	if a := x.e.nobody(own.live).Load(); a != nil && a != own {
		list = append(list, a)
	}
	return list
}

// find returns the object that the call sees under an id: of an account in its reach, or one of its mode that was made
// with a key of another kind than the first and handed over by its id. It is nil where there is none.
func (x *exchange) find(class *Class, id string) *object {
	if o := x.account.get(class, id); o != nil {
		return o
	}
	near := x.near
	if near == nil {
		near = x.reach()
	}
	for _, a := range near[1:] {
		if o := a.get(class, id); o != nil {
			return o
		}
	}
	if got, ok := x.e.shared.Load(handle{class, id}); ok {
		if o := got.(*object); o.account.live == x.account.live {
			return o
		}
	}
	return nil
}

// objects returns the objects of a class that the call sees, in the order they were made.
func (x *exchange) objects(class *Class) []*object {
	reach := x.reach()
	list := reach[0].of(class)
	if len(reach) == 1 {
		return list
	}
	list = slices.Clone(list)
	for _, a := range reach[1:] {
		list = append(list, a.of(class)...)
	}
	slices.SortFunc(list, func(a, b *object) int { return int(a.seq) - int(b.seq) })
	return list
}
