package client

// config stands for the generated facts of one API.
var config = configuration{
	name:          "sample",
	agent:         "sample-go",
	servers:       []string{"https://api.example.com", "https://files.example.com/v1"},
	auth:          authBasic,
	authHeader:    "Authorization",
	versionHeader: "Sample-Version",
	version:       "2026-01-01",
	requestID:     "X-Request-Id",
	rateLimit:     "X-Ratelimit-Limit",
	rateRemaining: "X-Ratelimit-Remaining",
	expand:        "expand",
	idempotency:   "Idempotency-Key",
	idempotent:    []string{"POST"},
	encodings:     []Encoding{EncodingForm, EncodingJSON},
	arrays:        arraysBrackets,
	id:            []string{"id"},
	testInfix:     "_test",
	errorCode:     []string{"code"},
	errorMessage:  []string{"message"},
	keys: []keyForm{
		{
			name: "secret",
			any:  pattern{{{text: "skey_"}, {set: "az09__", least: 1, most: -1}}},
			test: pattern{{{text: "skey_test_"}, {set: "az09", least: 1, most: -1}}},
			live: pattern{{{text: "skey_"}, {set: "az09", least: 1, most: -1}}},
		},
		{
			name: "public",
			any:  pattern{{{text: "pkey_"}, {set: "az09__", least: 1, most: -1}}},
			test: pattern{{{text: "pkey_test_"}, {set: "az09", least: 1, most: -1}}},
			live: pattern{{{text: "pkey_"}, {set: "az09", least: 1, most: -1}}},
		},
	},
}

// The codes of the sample API.
const (
	ErrGone          ErrorCode = "gone"
	ErrAlreadyClosed ErrorCode = "already_closed"
	ErrNotTestParcel ErrorCode = "not_test_parcel"
)

// codes stands for the generated table of codes.
var codes = []codeFacts{
	{code: ErrGone, class: FixRequest},
	{code: ErrAlreadyClosed, message: "the parcel was closed before", resolution: "Nothing needs to be done.", class: NoActionNeeded, family: ErrGone},
	{code: ErrNotTestParcel},
}
