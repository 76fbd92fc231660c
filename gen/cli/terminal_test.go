package cli

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A run that takes long says that it is still at it, and takes the line back when it ends.
func TestShowProgress(t *testing.T) {
	tests := []struct {
		name string
		took time.Duration
		want string
	}{
		{"short", 900 * time.Millisecond, ""},
		{"long", 2500 * time.Millisecond, "\rgenerating … 1s\rgenerating … 2s\r\x1b[K"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var b strings.Builder
				stop := showProgress(&b, "generating", time.Second)
				time.Sleep(tt.took)
				stop()
				if got := b.String(); got != tt.want {
					t.Errorf("a run of %v shows %q, want %q", tt.took, got, tt.want)
				}
			})
		})
	}
}
