// Package release tests what hands chargegen out: the settings of a release, the action for workflows and the hooks for
// commits. It has no code of its own.
package release
