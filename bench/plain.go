package main

import "time"

// plainCharge is a charge as encoding/json would have it: the 47 attributes, pointers for what may be null.
type plainCharge struct {
	Object                   string         `json:"object"`
	ID                       string         `json:"id"`
	Livemode                 bool           `json:"livemode"`
	Location                 string         `json:"location"`
	Amount                   int64          `json:"amount"`
	AuthorizeURI             *string        `json:"authorize_uri"`
	Authorized               bool           `json:"authorized"`
	Capturable               bool           `json:"capturable"`
	Capture                  bool           `json:"capture"`
	Card                     *plainCard     `json:"card"`
	CreatedAt                time.Time      `json:"created_at"`
	Currency                 string         `json:"currency"`
	Customer                 *string        `json:"customer"`
	Description              *string        `json:"description"`
	Disputable               bool           `json:"disputable"`
	Dispute                  *plainAny      `json:"dispute"`
	Expired                  bool           `json:"expired"`
	ExpiredAt                *time.Time     `json:"expired_at"`
	ExpiresAt                *time.Time     `json:"expires_at"`
	FailureCode              *string        `json:"failure_code"`
	FailureMessage           *string        `json:"failure_message"`
	Fee                      int64          `json:"fee"`
	FeeVAT                   int64          `json:"fee_vat"`
	FundingAmount            int64          `json:"funding_amount"`
	FundingCurrency          string         `json:"funding_currency"`
	Interest                 int64          `json:"interest"`
	InterestVAT              int64          `json:"interest_vat"`
	IP                       *string        `json:"ip"`
	Link                     *string        `json:"link"`
	Metadata                 map[string]any `json:"metadata"`
	Net                      int64          `json:"net"`
	Paid                     bool           `json:"paid"`
	PaidAt                   *time.Time     `json:"paid_at"`
	PlatformFee              plainFee       `json:"platform_fee"`
	Refundable               bool           `json:"refundable"`
	RefundedAmount           int64          `json:"refunded_amount"`
	Refunds                  plainRefunds   `json:"refunds"`
	ReturnURI                *string        `json:"return_uri"`
	Reversed                 bool           `json:"reversed"`
	ReversedAt               *time.Time     `json:"reversed_at"`
	Reversible               bool           `json:"reversible"`
	Schedule                 *string        `json:"schedule"`
	Source                   *plainAny      `json:"source"`
	Status                   string         `json:"status"`
	Transaction              *string        `json:"transaction"`
	Voided                   bool           `json:"voided"`
	ZeroInterestInstallments bool           `json:"zero_interest_installments"`
}

type plainAny struct {
	Object string `json:"object"`
	ID     string `json:"id"`
}

type plainFee struct {
	Fixed      *int64  `json:"fixed"`
	Percentage *string `json:"percentage"`
	Amount     *int64  `json:"amount"`
}

type plainRefunds struct {
	Object   string     `json:"object"`
	From     time.Time  `json:"from"`
	To       time.Time  `json:"to"`
	Offset   int        `json:"offset"`
	Limit    int        `json:"limit"`
	Total    int        `json:"total"`
	Order    string     `json:"order"`
	Location string     `json:"location"`
	Data     []plainAny `json:"data"`
}

type plainCard struct {
	Object            string    `json:"object"`
	ID                string    `json:"id"`
	Livemode          bool      `json:"livemode"`
	Location          *string   `json:"location"`
	CreatedAt         time.Time `json:"created_at"`
	Deleted           bool      `json:"deleted"`
	Street1           *string   `json:"street1"`
	Street2           *string   `json:"street2"`
	City              *string   `json:"city"`
	State             *string   `json:"state"`
	PostalCode        *string   `json:"postal_code"`
	Country           string    `json:"country"`
	PhoneNumber       *string   `json:"phone_number"`
	Financing         string    `json:"financing"`
	Bank              string    `json:"bank"`
	Brand             string    `json:"brand"`
	FirstDigits       *string   `json:"first_digits"`
	LastDigits        string    `json:"last_digits"`
	ExpirationMonth   int       `json:"expiration_month"`
	ExpirationYear    int       `json:"expiration_year"`
	Fingerprint       string    `json:"fingerprint"`
	Name              string    `json:"name"`
	SecurityCodeCheck bool      `json:"security_code_check"`
}
