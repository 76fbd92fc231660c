package docs

import (
	"github.com/chargegen/chargegen/gen/model"
)

func goSample(b *builder, op *model.Operation, s *model.Sample) string { return "" }
