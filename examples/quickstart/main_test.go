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
	// created: 100000 THB, successful
	// retrieved: Two tickets, authorized true, paid false
	// refused with status 404: Check the id, and that the key belongs to the same account and mode.
	// listed: 100000 THB, paid false
	// listed: 2000 THB, paid true
	// listed: 4000 THB, paid true
	// listed: 6000 THB, paid true
}
