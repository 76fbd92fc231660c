package model

// check applies the rules that look at the whole model. What names refer to was checked on the way.
func (b *builder) check() {
	b.checkNames()
	b.checkGoNames()
	b.checkAPI()
	b.checkShapes()
	b.checkCodes()
	b.checkTables()
	b.checkOperations()
	b.checkLifecycles()
	b.checkDocs()
}

// object and its attributes, of nested shapes and of resources alike, in spec order.
func (b *builder) everyObject() []*Object {
	all := append([]*Object(nil), b.api.Objects...)
	for _, r := range b.api.Resources {
		all = append(all, r.Object)
	}
	return all
}

// everyOperation calls f with every operation in spec order.
func (b *builder) everyOperation(f func(*Operation)) {
	for _, r := range b.api.Resources {
		for _, op := range r.Operations {
			f(op)
		}
	}
}
