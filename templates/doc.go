// Package templates holds what is written into the output as it stands: page templates, and Go files that are copied.
// It decides nothing.
package templates
