package main

import (
	"context"
	"fmt"
	"os"
)

func Example() {
	if err := run(context.Background(), os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// held: authorized
	// after 6 days: authorized, final false, can it be reversed? yes
	// after 7 days: lapsed, final true, can it be reversed? no, authorization_expired
	// can the API reverse it? no, authorization_expired
	// Visa ending in 0011: failed, insufficient_fund
}
