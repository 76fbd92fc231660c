package jen

// The functions begin a statement.

//go:noinline
func Add(code ...Code) *Statement { return new(Statement).Add(code...) }

//go:noinline
func Any() *Statement { return new(Statement).Any() }

//go:noinline
func Append(args ...Code) *Statement { return new(Statement).Append(args...) }

//go:noinline
func Bool() *Statement { return new(Statement).Bool() }

//go:noinline
func Case(cases ...Code) *Statement { var s Statement; s.Statement.Case(cases...); return &s }

//go:noinline
func Comment(text string) *Statement { return new(Statement).Comment(text) }

//go:noinline
func Const() *Statement { var s Statement; s.Statement.Const(); return &s }

//go:noinline
func Continue() *Statement { var s Statement; s.Statement.Continue(); return &s }

//go:noinline
func Err() *Statement { var s Statement; s.Statement.Err(); return &s }

//go:noinline
func Error() *Statement { return new(Statement).Error() }

//go:noinline
func False() *Statement { var s Statement; s.Statement.False(); return &s }

//go:noinline
func Float64() *Statement { var s Statement; s.Statement.Float64(); return &s }

//go:noinline
func For(conditions ...Code) *Statement { var s Statement; s.Statement.For(conditions...); return &s }

//go:noinline
func Func() *Statement { return new(Statement).Func() }

//go:noinline
func Id(name string) *Statement { return new(Statement).Id(name) }

//go:noinline
func If(conditions ...Code) *Statement { var s Statement; s.Statement.If(conditions...); return &s }

//go:noinline
func Index(items ...Code) *Statement { return new(Statement).Index(items...) }

//go:noinline
func Int64() *Statement { var s Statement; s.Statement.Int64(); return &s }

//go:noinline
func Len(value Code) *Statement { return new(Statement).Len(value) }

//go:noinline
func Line() *Statement { return new(Statement).Line() }

//go:noinline
func List(items ...Code) *Statement { var s Statement; s.Statement.List(items...); return &s }

//go:noinline
func Lit(value any) *Statement { return new(Statement).Lit(value) }

//go:noinline
func LitRune(value rune) *Statement { var s Statement; s.Statement.LitRune(value); return &s }

//go:noinline
func Map(key Code) *Statement { return new(Statement).Map(key) }

//go:noinline
func New(typ Code) *Statement { return new(Statement).New(typ) }

//go:noinline
func Nil() *Statement { return new(Statement).Nil() }

//go:noinline
func Null() *Statement { var s Statement; s.Statement.Null(); return &s }

//go:noinline
func Op(op string) *Statement { return new(Statement).Op(op) }

//go:noinline
func Params(params ...Code) *Statement { return new(Statement).Params(params...) }

//go:noinline
func ParamsFunc(f func(*Group)) *Statement { return new(Statement).ParamsFunc(f) }

//go:noinline
func Parens(item Code) *Statement { return new(Statement).Parens(item) }

//go:noinline
func Qual(path, name string) *Statement { return new(Statement).Qual(path, name) }

//go:noinline
func Return(results ...Code) *Statement { var s Statement; s.Statement.Return(results...); return &s }

//go:noinline
func String() *Statement { return new(Statement).String() }

//go:noinline
func Switch(conditions ...Code) *Statement {
	var s Statement
	s.Statement.Switch(conditions...)
	return &s
}

//go:noinline
func True() *Statement { return new(Statement).True() }

//go:noinline
func Type() *Statement { var s Statement; s.Statement.Type(); return &s }

//go:noinline
func Values(values ...Code) *Statement { return new(Statement).Values(values...) }

//go:noinline
func Var() *Statement { var s Statement; s.Statement.Var(); return &s }
