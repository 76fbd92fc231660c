package client

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// time reads an RFC 3339 time.
func (d *decoder) time() time.Time {
	start := d.at
	s := d.quoted()
	if d.err != nil {
		return time.Time{}
	}
	if d.at-start != len(s)+2 {
		d.at = start
		d.fail("wanted an RFC 3339 time without escapes")
		return time.Time{}
	}
	t, err := parseTime(s)
	if err != nil {
		d.at = start
		d.fail("wanted an RFC 3339 time, found " + strconv.Quote(clip(string(s), 40)))
	}
	return t
}

var errTime = errors.New("not an RFC 3339 time")

// parseTime reads an RFC 3339 time; whole seconds in UTC without a detour.
func parseTime(s []byte) (time.Time, error) {
	if len(s) == 20 && s[4] == '-' && s[7] == '-' && s[10] == 'T' && s[13] == ':' && s[16] == ':' && s[19] == 'Z' {
		year, month, day := two(s[0:])*100+two(s[2:]), two(s[5:]), two(s[8:])
		hour, minute, sec := two(s[11:]), two(s[14:]), two(s[17:])
		if year < 0 || month < 1 || month > 12 || day < 1 || day > monthDays(year, month) ||
			hour < 0 || hour > 23 || minute < 0 || minute > 59 || sec < 0 || sec > 59 {
			return time.Time{}, errTime
		}
		if year > 0 {
			return time.Unix(int64(unixDays(year, month, day)*86400+hour*3600+minute*60+sec), 0).UTC(), nil
		}
	}
	var t time.Time
	err := t.UnmarshalText(s)
	return t, err
}

// monthDays counts the days of a month.
func monthDays(year, month int) int {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

// unixDays counts the days from the beginning of 1970 to a day from year 1 on. Years are taken to begin in March, so
// that a leap day is the last of its year.
func unixDays(year, month, day int) int {
	month -= 3
	if month < 0 {
		month += 12
		year--
	}
	return 365*year + year/4 - year/100 + year/400 + (153*month+2)/5 + day - 719469
}

// two reads two digits; anything else is far below zero.
func two(s []byte) int {
	a, b := s[0]-'0', s[1]-'0'
	if a > 9 || b > 9 {
		return -1000000
	}
	return int(a)*10 + int(b)
}

// time writes a time as RFC 3339 text.
func (w *writer) time(t time.Time) {
	if w.utc {
		t = t.UTC()
	}
	var long [len(time.RFC3339Nano)]byte
	text := t.AppendFormat(long[:0], time.RFC3339Nano)
	if text[0] == '-' || text[4] != '-' {
		w.fail(fmt.Errorf("year %d is beyond RFC 3339", t.Year()))
		return
	}
	if w.form {
		w.string(string(text))
		return
	}
	w.buf = append(w.buf, '"')
	w.buf = append(w.buf, text...)
	w.buf = append(w.buf, '"')
}
