// Package engine plays an API from tables: it routes and reads requests, checks keys and parameters, keeps what was
// created, decides by guards which answer a call gets, applies effects, and lets time pass. What the API is stands in
// the tables alone; the package knows no API.
//
// But for Mock.Listen the package starts no goroutine and makes no channel, so that it works wherever its caller's clock
// is faked. Time is what its Clock says, randomness is a hash of seed, account and a counter: the same calls give the same
// bytes.
package engine
