package jen

//go:noinline
func (s *Statement) Add(code ...Code) *Statement { s.Statement.Add(code...); return s }

//go:noinline
func (s *Statement) Any() *Statement { s.Statement.Any(); return s }

//go:noinline
func (s *Statement) Append(args ...Code) *Statement { s.Statement.Append(args...); return s }

//go:noinline
func (s *Statement) Assert(typ Code) *Statement { s.Statement.Assert(typ); return s }

//go:noinline
func (s *Statement) Block(statements ...Code) *Statement { s.Statement.Block(statements...); return s }

//go:noinline
func (s *Statement) BlockFunc(f func(*Group)) *Statement { s.Statement.BlockFunc(on(f)); return s }

//go:noinline
func (s *Statement) Bool() *Statement { s.Statement.Bool(); return s }

//go:noinline
func (s *Statement) Byte() *Statement { s.Statement.Byte(); return s }

//go:noinline
func (s *Statement) Call(params ...Code) *Statement { s.Statement.Call(params...); return s }

//go:noinline
func (s *Statement) CallFunc(f func(*Group)) *Statement { s.Statement.CallFunc(on(f)); return s }

//go:noinline
func (s *Statement) Comment(text string) *Statement { s.Statement.Comment(text); return s }

//go:noinline
func (s *Statement) CustomFunc(options Options, f func(*Group)) *Statement {
	s.Statement.CustomFunc(options, on(f))
	return s
}

//go:noinline
func (s *Statement) Defs(definitions ...Code) *Statement { s.Statement.Defs(definitions...); return s }

//go:noinline
func (s *Statement) DefsFunc(f func(*Group)) *Statement { s.Statement.DefsFunc(on(f)); return s }

//go:noinline
func (s *Statement) Dot(name string) *Statement { s.Statement.Dot(name); return s }

//go:noinline
func (s *Statement) Error() *Statement { s.Statement.Error(); return s }

//go:noinline
func (s *Statement) Func() *Statement { s.Statement.Func(); return s }

//go:noinline
func (s *Statement) Id(name string) *Statement { s.Statement.Id(name); return s }

//go:noinline
func (s *Statement) Index(items ...Code) *Statement { s.Statement.Index(items...); return s }

//go:noinline
func (s *Statement) Int() *Statement { s.Statement.Int(); return s }

//go:noinline
func (s *Statement) Interface(methods ...Code) *Statement {
	s.Statement.Interface(methods...)
	return s
}

//go:noinline
func (s *Statement) InterfaceFunc(f func(*Group)) *Statement {
	s.Statement.InterfaceFunc(on(f))
	return s
}

//go:noinline
func (s *Statement) Len(value Code) *Statement { s.Statement.Len(value); return s }

//go:noinline
func (s *Statement) Line() *Statement { s.Statement.Line(); return s }

//go:noinline
func (s *Statement) Lit(value any) *Statement { s.Statement.Lit(value); return s }

//go:noinline
func (s *Statement) Make(args ...Code) *Statement { s.Statement.Make(args...); return s }

//go:noinline
func (s *Statement) Map(key Code) *Statement { s.Statement.Map(key); return s }

//go:noinline
func (s *Statement) New(typ Code) *Statement { s.Statement.New(typ); return s }

//go:noinline
func (s *Statement) Nil() *Statement { s.Statement.Nil(); return s }

//go:noinline
func (s *Statement) Op(op string) *Statement { s.Statement.Op(op); return s }

//go:noinline
func (s *Statement) Params(params ...Code) *Statement { s.Statement.Params(params...); return s }

//go:noinline
func (s *Statement) ParamsFunc(f func(*Group)) *Statement { s.Statement.ParamsFunc(on(f)); return s }

//go:noinline
func (s *Statement) Parens(item Code) *Statement { s.Statement.Parens(item); return s }

//go:noinline
func (s *Statement) Qual(path, name string) *Statement { s.Statement.Qual(path, name); return s }

//go:noinline
func (s *Statement) Range() *Statement { s.Statement.Range(); return s }

//go:noinline
func (s *Statement) String() *Statement { s.Statement.String(); return s }

//go:noinline
func (s *Statement) Struct(fields ...Code) *Statement { s.Statement.Struct(fields...); return s }

//go:noinline
func (s *Statement) StructFunc(f func(*Group)) *Statement { s.Statement.StructFunc(on(f)); return s }

//go:noinline
func (s *Statement) True() *Statement { s.Statement.True(); return s }

//go:noinline
func (s *Statement) Types(types ...Code) *Statement { s.Statement.Types(types...); return s }

//go:noinline
func (s *Statement) Uint64() *Statement { s.Statement.Uint64(); return s }

//go:noinline
func (s *Statement) Values(values ...Code) *Statement { s.Statement.Values(values...); return s }

//go:noinline
func (s *Statement) ValuesFunc(f func(*Group)) *Statement { s.Statement.ValuesFunc(on(f)); return s }

//go:noinline
func (s *Statement) Clone() *Statement { return &Statement{*s.Statement.Clone()} }
