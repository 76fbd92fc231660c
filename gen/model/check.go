package model

// check applies the rules that look at the whole model.
func (b *builder) check() {}

func (b *builder) checkCondition(c *Condition) {}
