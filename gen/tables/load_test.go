package tables_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chargegen/chargegen/templates/engine"
)

// Many callers at once, with the clock moving under them: nothing fails, and what is told of each parcel is a way that
// a parcel can go.
func TestManyCallersAtOnce(t *testing.T) {
	e := program(t, "testdata/parcels.yaml").New(engine.Config{})
	const callers, steps = 8, 250
	var wg sync.WaitGroup
	for i := range callers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c := &caller{t: t, e: e, rand: rand.New(rand.NewPCG(1, uint64(i)))}
			for range steps {
				c.step()
			}
		}()
	}
	wg.Wait()
	c := &caller{t: t, e: e}
	total := c.call("GET", "/parcels?limit=1", "").Get("total").Int()
	seen := int64(0)
	for seen < total {
		page := c.call("GET", fmt.Sprintf("/parcels?limit=100&offset=%d", seen), "").Get("items")
		if page.Len() == 0 {
			t.Fatalf("%d of %d parcels are listed", seen, total)
		}
		for i := range page.Len() {
			_, parcel := page.At(i)
			c.history(parcel)
			seen++
		}
	}
	if total < 100 {
		t.Errorf("%d parcels are left, want at least 100", total)
	}
}

// caller is one of many.
type caller struct {
	t    *testing.T
	e    *engine.Engine
	rand *rand.Rand
	ids  []string
}

// step does one thing by chance.
func (c *caller) step() {
	if len(c.ids) == 0 || c.rand.IntN(4) == 0 {
		id := c.call("POST", "/parcels", "grams=50&price=1000&to[town]=Nan&stamp[kind]=2&way=sea").Get("id").String()
		c.ids = append(c.ids, id)
		return
	}
	id := c.ids[c.rand.IntN(len(c.ids))]
	switch c.rand.IntN(8) {
	case 0, 1:
		c.call("POST", "/parcels/"+id+"/send", "")
	case 2:
		c.call("POST", "/parcels/"+id+"/lose", "")
	case 3:
		c.call("GET", "/parcels/"+id, "")
	case 4:
		c.call("GET", "/parcels?status=moving&limit=5&order=newest", "")
	case 5:
		c.call("PATCH", "/parcels/"+id, "label=Other")
	case 6:
		if err := c.e.Clock().Advance(time.Duration(c.rand.IntN(12)) * time.Hour); err != nil {
			c.t.Error(err)
		}
	case 7:
		_, _ = c.e.Signal(id, "hand_over", nil) // refused where the parcel does not move
	}
}

func (c *caller) call(method, path, body string) engine.Value {
	r, err := http.NewRequest(method, "http://localhost"+path, strings.NewReader(body))
	if err != nil {
		c.t.Error(err)
		return engine.NullValue
	}
	r.SetBasicAuth("desk_trial_1", "")
	res, err := c.e.RoundTrip(r)
	if err != nil {
		c.t.Error(err)
		return engine.NullValue
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode >= 500 || res.StatusCode == 404 {
		c.t.Errorf("%s %s = %d %s (%v)", method, path, res.StatusCode, text, err)
	}
	v, err := engine.ParseJSON(text)
	if err != nil {
		c.t.Error(err)
	}
	return v
}

// ways are the histories that a parcel can have, and the state that each ends in.
var ways = map[string]string{
	"parcel.create":                        "waiting",
	"parcel.create parcel.send":            "moving",
	"parcel.create parcel.end":             "done",
	"parcel.create parcel.send parcel.end": "done",
}

// history holds what is told of a parcel against where it stands.
func (c *caller) history(parcel engine.Value) {
	notices := c.call("GET", "/parcels/"+parcel.Get("id").String()+"/notices", "").Get("items")
	var keys []string
	last := ""
	for i := range notices.Len() {
		_, n := notices.At(i)
		keys = append(keys, n.Get("what").String())
		if at := n.Get("created_at").String(); at < last {
			c.t.Errorf("%s: a notice of %s stands behind one of %s", parcel.Get("id"), at, last)
		} else {
			last = at
		}
	}
	if got := ways[strings.Join(keys, " ")]; got != parcel.Get("status").String() {
		c.t.Errorf("%s is %s after %s, want %q", parcel.Get("id"), parcel.Get("status"), strings.Join(keys, " "), got)
	}
}
