package client

import (
	"testing"
	"time"
)

// Times are read as package time reads them, on every day of years that are leap years and of some that are not.
func TestTimesOfEveryDay(t *testing.T) {
	for _, year := range []int{0, 1, 4, 100, 400, 1900, 1969, 1970, 2000, 2024, 2026, 9999} {
		for day := time.Date(year, 1, 1, 13, 14, 15, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 1) {
			text := day.Format(time.RFC3339)
			if got, err := parseTime([]byte(text)); err != nil || got != day {
				t.Fatalf("%s is read as %v, %v", text, got, err)
			}
		}
	}
	for _, text := range []string{"2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z"} {
		if got, err := parseTime([]byte(text)); err == nil {
			t.Errorf("%s is read as %v", text, got)
		}
	}
}
