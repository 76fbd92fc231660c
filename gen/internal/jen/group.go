package jen

//go:noinline
func (g *Group) Add(code ...Code) *Statement { return g.put(Add(code...)) }

//go:noinline
func (g *Group) Case(cases ...Code) *Statement { return g.put(Case(cases...)) }

//go:noinline
func (g *Group) CaseFunc(f func(*Group)) *Statement {
	var s Statement
	s.Statement.CaseFunc(on(f))
	return g.put(&s)
}

//go:noinline
func (g *Group) Comment(text string) *Statement { return g.put(Comment(text)) }

//go:noinline
func (g *Group) Const() *Statement { return g.put(Const()) }

//go:noinline
func (g *Group) Custom(options Options, code ...Code) *Statement {
	var s Statement
	s.Statement.Custom(options, code...)
	return g.put(&s)
}

//go:noinline
func (g *Group) Default() *Statement { var s Statement; s.Statement.Default(); return g.put(&s) }

//go:noinline
func (g *Group) For(conditions ...Code) *Statement { return g.put(For(conditions...)) }

//go:noinline
func (g *Group) Func() *Statement { return g.put(Func()) }

//go:noinline
func (g *Group) Id(name string) *Statement { return g.put(Id(name)) }

//go:noinline
func (g *Group) If(conditions ...Code) *Statement { return g.put(If(conditions...)) }

//go:noinline
func (g *Group) Index(items ...Code) *Statement { return g.put(Index(items...)) }

//go:noinline
func (g *Group) Line() *Statement { return g.put(Line()) }

//go:noinline
func (g *Group) List(items ...Code) *Statement { return g.put(List(items...)) }

//go:noinline
func (g *Group) Lit(value any) *Statement { return g.put(Lit(value)) }

//go:noinline
func (g *Group) LitRune(value rune) *Statement { return g.put(LitRune(value)) }

//go:noinline
func (g *Group) Op(op string) *Statement { return g.put(Op(op)) }

//go:noinline
func (g *Group) Qual(path, name string) *Statement { return g.put(Qual(path, name)) }

//go:noinline
func (g *Group) Return(results ...Code) *Statement { return g.put(Return(results...)) }

//go:noinline
func (g *Group) Switch(conditions ...Code) *Statement { return g.put(Switch(conditions...)) }

//go:noinline
func (g *Group) Type() *Statement { return g.put(Type()) }

//go:noinline
func (g *Group) Values(values ...Code) *Statement { return g.put(Values(values...)) }

//go:noinline
func (g *Group) ValuesFunc(f func(*Group)) *Statement {
	var s Statement
	s.Statement.ValuesFunc(on(f))
	return g.put(&s)
}

//go:noinline
func (g *Group) Var() *Statement { return g.put(Var()) }
