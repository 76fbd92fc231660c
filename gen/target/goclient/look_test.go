package goclient

import "testing"

func TestParticiple(t *testing.T) {
	for verb, want := range map[string]string{
		"Close": "Closed", "Reverse": "Reversed", "Verify": "Verified", "Pay": "Paid", "Ship": "Shipped", "Stop": "Stopped", "Open": "Opened", "Reopen": "Reopened",
		"Cancel": "Canceled", "Submit": "Submitted", "Send": "Sent", "Delay": "Delayed", "Fix": "Fixed", "Void": "Voided", "Accept": "Accepted", "X": "Xd", "Lose": "Lost",
		"Load": "Loaded", "End": "Ended", "Archive": "Archived", "Drop": "Dropped",
	} {
		if got := participle(verb); got != want {
			t.Errorf("participle(%q) = %q, want %q", verb, got, want)
		}
	}
}
