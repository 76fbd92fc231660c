package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// terminal reports whether w is a terminal that understands more than plain text.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// coloured reports whether colours may be written to w.
func coloured(w io.Writer) bool { return os.Getenv("NO_COLOR") == "" && terminal(w) }

// paint gives a mark its colour.
func paint(colour bool, mark string) string {
	codes := map[string]int{"+": 32, "~": 33, "-": 31}
	if !colour || codes[mark] == 0 {
		return mark
	}
	return fmt.Sprintf("\x1b[%dm%s\x1b[0m", codes[mark], mark)
}

// progressAfter is how long a run may take before it says that it is still at it.
const progressAfter = time.Second

// progress shows a line on the terminal while a run takes long. The function it returns ends the line.
func (a *app) progress(quiet bool, what string) (stop func()) {
	if quiet || !terminal(a.err) {
		return func() {}
	}
	return showProgress(a.err, what, progressAfter)
}

// showProgress writes the line after a while, and each while again with the time that has passed.
func showProgress(w io.Writer, what string, every time.Duration) (stop func()) {
	start := time.Now()
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		shown := false
		for {
			select {
			case <-tick.C:
				shown = true
				fmt.Fprintf(w, "\r%s … %v", what, time.Since(start).Round(every))
			case <-done:
				if shown {
					fmt.Fprint(w, "\r\x1b[K")
				}
				return
			}
		}
	})
	return func() {
		close(done)
		wg.Wait()
	}
}
