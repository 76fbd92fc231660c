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
	// created chrg_test_1aviczdxgo9wajno37m: 100000 THB, successful
	// retrieved chrg_test_1aviczdxgo9wajno37m: Two tickets, authorized true, paid false
	// refused with status 404: Check the id, and that the key belongs to the same account and mode.
	// listed chrg_test_1aviczdxgo9wajno37m: 100000 THB, paid false
	// listed chrg_test_uvnd11stn0j2jigs3sf: 2000 THB, paid true
	// listed chrg_test_oiomv7cbdhc7uhsbgvk: 4000 THB, paid true
	// listed chrg_test_pafh4s0i0iw95mmwxvd: 6000 THB, paid true
}
