package client

import (
	"context"
	"iter"
	"time"
)

// Client stands for the generated client.
type Client struct {
	Parcels *ParcelsService

	core *core
}

// NewClient stands for the generated constructor.
func NewClient(key string, opts ...Option) (*Client, error) {
	c, err := newCore(key, opts)
	if err != nil {
		return nil, err
	}
	return &Client{core: c, Parcels: &ParcelsService{core: c}}, nil
}

// TestClient stands for the generated client of test-only operations.
type TestClient struct{ Parcels *ParcelsTestService }

// Test stands for the generated method.
func (c *Client) Test() (*TestClient, error) {
	if err := c.core.testable(); err != nil {
		return nil, err
	}
	return &TestClient{Parcels: &ParcelsTestService{core: c.core}}, nil
}

// ParcelsService stands for a generated service.
type ParcelsService struct{ core *core }

// ParcelsTestService stands for a generated service of test-only operations.
type ParcelsTestService struct{ core *core }

var (
	opParcelCreate = operation{name: "parcels.create", method: "POST", route: "/parcels", key: "secret", replay: replayCreating}
	opParcelRead   = operation{name: "parcels.retrieve", method: "GET", route: "/parcels/{id}", key: "secret", replay: replayReading}
	opParcelList   = operation{name: "parcels.list", method: "GET", route: "/parcels", key: "secret", replay: replayReading}
	opParcelClose  = operation{name: "parcels.close", method: "POST", route: "/parcels/{id}/close", key: "secret", replay: replayConverging}
	opParcelLose   = operation{name: "parcels.lose", method: "POST", route: "/parcels/{id}/lose", key: "secret", replay: replayConverging, testOnly: ErrNotTestParcel}
	opLabelCreate  = operation{name: "labels.create", method: "POST", route: "/labels", server: 1, key: "public", replay: replayCreating}
)

// ParcelStatus stands for a generated enum.
type ParcelStatus string

// Person stands for a generated nested object.
type Person struct {
	Name string
	City Optional[string]

	members
}

// Parcel stands for a generated resource.
type Parcel struct {
	ID        string
	Live      bool
	Weight    int64
	Ratio     float64
	Status    ParcelStatus
	CreatedAt time.Time
	ClosedAt  Optional[time.Time]
	Note      Optional[string]
	Sender    *Person
	Depot     Optional[Expandable[Person]]
	Labels    []string
	Tags      Metadata
	Route     Optional[string] // beyond the core

	members
}

func (o *Person) decode(d *decoder) {
	var seen uint64
	if !d.object() {
		return
	}
	for d.more('}') {
		switch name := d.key(); name {
		case "name":
			seen |= 1 << 0
			if o.present(d, name) {
				o.Name = d.string()
			}
		case "city":
			seen |= 1 << 1
			o.City = optional(d, (*decoder).string)
		default:
			o.unknown(d, name)
		}
	}
	if seen != 1<<2-1 {
		o.absent(seen, []string{"name", "city"})
	}
}

func (o *Person) encode(w *writer) {
	m := w.openObject()
	if !o.wrote(w, "name", o.Name == "") {
		w.name("name")
		w.string(o.Name)
	}
	if !o.wrote(w, "city", o.City.IsAbsent()) {
		putNullable(w, "city", o.City, (*writer).string)
	}
	o.rest(w)
	w.closeObject(m)
}

func (o *Parcel) decode(d *decoder) {
	var seen uint64
	if !d.object() {
		return
	}
	for d.more('}') {
		switch name := d.key(); name {
		case "id":
			seen |= 1 << 0
			if o.present(d, name) {
				o.ID = d.string()
			}
		case "live":
			seen |= 1 << 1
			if o.present(d, name) {
				o.Live = d.bool()
			}
		case "weight":
			seen |= 1 << 2
			if o.present(d, name) {
				o.Weight = d.int()
			}
		case "ratio":
			seen |= 1 << 3
			if o.present(d, name) {
				o.Ratio = d.float()
			}
		case "status":
			seen |= 1 << 4
			if o.present(d, name) {
				o.Status = word[ParcelStatus](d)
			}
		case "created_at":
			seen |= 1 << 5
			if o.present(d, name) {
				o.CreatedAt = o.time(d, name)
			}
		case "closed_at":
			seen |= 1 << 6
			o.ClosedAt = o.optionalTime(d, name)
		case "note":
			seen |= 1 << 7
			o.Note = optional(d, (*decoder).string)
		case "sender":
			seen |= 1 << 8
			o.Sender = objectOf[Person](d)
		case "depot":
			seen |= 1 << 9
			o.Depot = optional(d, expandable[Person])
		case "labels":
			seen |= 1 << 10
			if o.present(d, name) {
				o.Labels = list(d, (*decoder).string)
			}
		case "tags":
			seen |= 1 << 11
			if o.present(d, name) {
				o.Tags = d.metadata()
			}
		case "route":
			o.Route = optional(d, (*decoder).string)
		default:
			o.unknown(d, name)
		}
	}
	if seen != 1<<12-1 {
		o.absent(seen, []string{"id", "live", "weight", "ratio", "status", "created_at", "closed_at", "note", "sender", "depot", "labels", "tags"})
	}
}

func (o *Parcel) encode(w *writer) {
	m := w.openObject()
	if !o.wrote(w, "id", o.ID == "") {
		w.name("id")
		w.string(o.ID)
	}
	if !o.wrote(w, "live", !o.Live) {
		w.name("live")
		w.bool(o.Live)
	}
	if !o.wrote(w, "weight", o.Weight == 0) {
		w.name("weight")
		w.int(o.Weight)
	}
	if !o.wrote(w, "ratio", o.Ratio == 0) {
		w.name("ratio")
		w.float(o.Ratio)
	}
	if !o.wrote(w, "status", o.Status == "") {
		w.name("status")
		putWord(w, o.Status)
	}
	if !o.wrote(w, "created_at", o.CreatedAt.IsZero()) {
		o.putTime(w, "created_at", o.CreatedAt)
	}
	if !o.wrote(w, "closed_at", o.ClosedAt.IsAbsent()) {
		o.putNullableTime(w, "closed_at", o.ClosedAt)
	}
	if !o.wrote(w, "note", o.Note.IsAbsent()) {
		putNullable(w, "note", o.Note, (*writer).string)
	}
	if !o.wrote(w, "sender", o.Sender == nil) {
		w.name("sender")
		putObject(w, o.Sender)
	}
	if !o.wrote(w, "depot", o.Depot.IsAbsent()) {
		putNullable(w, "depot", o.Depot, putExpandable[Person])
	}
	if !o.wrote(w, "labels", o.Labels == nil) {
		w.name("labels")
		putList(w, o.Labels, (*writer).string)
	}
	if !o.wrote(w, "tags", o.Tags == nil) {
		w.name("tags")
		w.metadata(o.Tags)
	}
	putOptional(w, "route", o.Route, (*writer).string)
	o.rest(w)
	w.closeObject(m)
}

// MarshalJSON writes the parcel as JSON.
func (o Parcel) MarshalJSON() ([]byte, error) { return marshal(&o) }

// UnmarshalJSON reads the parcel from JSON.
func (o *Parcel) UnmarshalJSON(text []byte) error { return unmarshal(text, o) }

// Page stands for the generated list envelope.
type Page[T any] struct {
	Total Optional[int64]
	Data  []*T

	members
}

func (p *Page[T]) decode(d *decoder) {
	if !d.object() {
		return
	}
	for d.more('}') {
		switch name := d.key(); name {
		case "total":
			p.Total = optional(d, (*decoder).int)
		case "data":
			p.Data = list(d, record[T])
		default:
			p.unknown(d, name)
		}
	}
}

func (p *Page[T]) encode(w *writer) {
	m := w.openObject()
	putOptional(w, "total", p.Total, (*writer).int)
	w.name("data")
	putList(w, p.Data, putRecord[T])
	p.rest(w)
	w.closeObject(m)
}

// ParcelCreateParams stands for generated parameters.
type ParcelCreateParams struct {
	Weight int64
	Note   Optional[string]
	Sender *Person
	Depot  Optional[string]
	Labels Optional[[]string]
	Tags   Metadata
	After  Optional[time.Time]
}

func (p *ParcelCreateParams) encode(w *writer) {
	m := w.openObject()
	w.name("weight")
	w.int(p.Weight)
	putOptional(w, "note", p.Note, (*writer).string)
	if p.Sender != nil {
		w.name("sender")
		p.Sender.encode(w)
	}
	putOptional(w, "depot", p.Depot, (*writer).string)
	putOptional(w, "labels", p.Labels, func(w *writer, v []string) { putList(w, v, (*writer).string) })
	if p.Tags != nil {
		w.name("tags")
		w.metadata(p.Tags)
	}
	putOptional(w, "after", p.After, (*writer).time)
	w.closeObject(m)
}

// Create stands for a generated method.
func (s *ParcelsService) Create(ctx context.Context, p ParcelCreateParams, opts ...Option) (*Parcel, error) {
	check := s.core.check(&opParcelCreate)
	least(&check, "weight", p.Weight, 1)
	if v, ok := p.Depot.Get(); ok {
		check.id("depot", v, "dpot")
	}
	if v, ok := p.Note.Get(); ok {
		check.longest("note", v, 20)
	}
	set, err := s.core.begin(&check, opts)
	if err != nil {
		return nil, err
	}
	r := request{op: &opParcelCreate, path: "/parcels"}
	if err := r.setBody(set, &p); err != nil {
		return nil, err
	}
	out := &Parcel{}
	if err := s.core.do(ctx, &r, out, set); err != nil {
		return nil, err
	}
	return out, nil
}

// Retrieve stands for a generated method.
func (s *ParcelsService) Retrieve(ctx context.Context, id string, opts ...Option) (*Parcel, error) {
	return s.act(ctx, &opParcelRead, id, "", opts)
}

// Close stands for a generated method.
func (s *ParcelsService) Close(ctx context.Context, id string, opts ...Option) (*Parcel, error) {
	return s.act(ctx, &opParcelClose, id, "/close", opts)
}

// Label stands for a generated method of another server and key.
func (s *ParcelsService) Label(ctx context.Context, opts ...Option) (*Parcel, error) {
	return s.act(ctx, &opLabelCreate, "prcl_x", "", opts)
}

// Lose stands for a generated test-only method.
func (s *ParcelsTestService) Lose(ctx context.Context, id string, opts ...Option) (*Parcel, error) {
	return (*ParcelsService)(s).act(ctx, &opParcelLose, id, "/lose", opts)
}

func (s *ParcelsService) act(ctx context.Context, op *operation, id, tail string, opts []Option) (*Parcel, error) {
	check := s.core.check(op)
	check.segment("id", id)
	check.id("id", id, "prcl")
	set, err := s.core.begin(&check, opts)
	if err != nil {
		return nil, err
	}
	r := request{op: op, path: "/parcels/" + escapeSegment(id) + tail}
	out := &Parcel{}
	if err := s.core.do(ctx, &r, out, set); err != nil {
		return nil, err
	}
	return out, nil
}

// ParcelListParams stands for generated parameters.
type ParcelListParams struct {
	Limit  Optional[int64]
	Offset Optional[int64]
}

func (p *ParcelListParams) encode(w *writer) {
	m := w.openObject()
	putOptional(w, "limit", p.Limit, (*writer).int)
	putOptional(w, "offset", p.Offset, (*writer).int)
	w.closeObject(m)
}

// ListPage stands for a generated method.
func (s *ParcelsService) ListPage(ctx context.Context, p ParcelListParams, opts ...Option) (*Page[Parcel], error) {
	check := s.core.check(&opParcelList)
	set, err := s.core.begin(&check, opts)
	if err != nil {
		return nil, err
	}
	r := request{op: &opParcelList, path: "/parcels"}
	if err := r.setQuery(&p); err != nil {
		return nil, err
	}
	out := &Page[Parcel]{}
	if err := s.core.do(ctx, &r, out, set); err != nil {
		return nil, err
	}
	return out, nil
}

// List stands for a generated method.
func (s *ParcelsService) List(ctx context.Context, p ParcelListParams, opts ...Option) iter.Seq2[*Parcel, error] {
	return records(p.Offset.Or(0), func(at int64) ([]*Parcel, int64, bool, error) {
		p.Offset = Some(at)
		page, err := s.ListPage(ctx, p, opts...)
		if err != nil {
			return nil, at, false, err
		}
		next, more := nextOffset(at, len(page.Data), page.Total)
		return page.Data, next, more, nil
	})
}
