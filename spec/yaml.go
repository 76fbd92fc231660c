package spec

import (
	"bytes"
	"errors"
	"io"

	"gopkg.in/yaml.v3"
)

// readYAML reads one document and returns its root mapping, or nil when it cannot be used.
func readYAML(name string, data []byte, errs *ErrorList) *yaml.Node {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			errs.Add(Pos{name, 1, 1}, "yaml-syntax", "the file is empty")
		} else {
			errs.Add(Pos{name, 1, 1}, "yaml-syntax", "%v", err)
		}
		return nil
	}
	return doc.Content[0]
}
