package snippet

import "github.com/chargegen/chargegen/spec"

// Any writes data of no declared type, as encoding/json would read it.
func (g Go) Any(d spec.Data) string { return anyValue(d) }
