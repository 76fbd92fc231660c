// Package samples holds the samples of the docs to the truth: those in cURL, Go, Node.js and Python are taken from the
// site in out/docs and run against the mock, those in other languages are parsed or compiled. It has tests alone, in a
// module of its own, since they want interpreters and libraries that nothing else does; make samples installs them.
package samples
