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
	opParcelCreate = operation{name: "parcel.create", method: "POST", route: "/parcels", key: "secret", replay: replayCreating, refers: true}
	opParcelRead   = operation{name: "parcel.retrieve", method: "GET", route: "/parcels/{id}", key: "secret", replay: replayReading, expands: true}
	opParcelList   = operation{name: "parcel.list", method: "GET", route: "/parcels", key: "secret", replay: replayReading}
	opParcelClose  = operation{name: "parcel.close", method: "POST", route: "/parcels/{id}/close", key: "secret", replay: replayConverging}
	opParcelDelete = operation{name: "parcel.delete", method: "DELETE", route: "/parcels/{id}", key: "secret", replay: replayConverging, absent: ErrGone}
	opParcelShred  = operation{name: "parcel.shred", method: "DELETE", route: "/parcels/{id}/all", key: "secret", replay: replayConverging, absent: ErrGone}
	opParcelLose   = operation{name: "parcel.lose", method: "POST", route: "/parcels/{id}/lose", key: "secret", replay: replayConverging, testOnly: ErrNotTestParcel}
	opLabelCreate  = operation{name: "labels.create", method: "POST", route: "/labels", server: 1, key: "public", replay: replayCreating}
)

// ParcelStatus stands for a generated enum.
type ParcelStatus string

// ParcelRoute stands for a generated enum.
type ParcelRoute string

// Person stands for a generated nested object.
type Person struct {
	Name string
	City Optional[string]

	rest members
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
	Route     Optional[ParcelRoute] // beyond the core
	Back      *Person               // beyond the core

	rest members
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
			o.Name = o.rest.string(d, name, o.Name)
		case "city":
			seen |= 1 << 1
			o.City = optional(d, (*decoder).string)
		default:
			o.rest.unknown(d, name)
		}
	}
	if seen != 1<<2-1 {
		o.rest.absent(seen, []string{"name", "city"})
	}
}

func (o *Person) memory() *members { return &o.rest }

func (o *Person) encode(w *writer) {
	m := w.openObject()
	o.rest.putString(w, "name", o.Name)
	putNullable(w, &o.rest, "city", o.City, (*writer).string)
	o.rest.put(w)
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
			o.ID = o.rest.string(d, name, o.ID)
		case "live":
			seen |= 1 << 1
			o.Live = o.rest.bool(d, name, o.Live)
		case "weight":
			seen |= 1 << 2
			o.Weight = o.rest.int(d, name, o.Weight)
		case "ratio":
			seen |= 1 << 3
			o.Ratio = keep(&o.rest, d, name, o.Ratio, (*decoder).float)
		case "status":
			seen |= 1 << 4
			o.Status = ParcelStatus(o.rest.string(d, name, string(o.Status)))
		case "created_at":
			seen |= 1 << 5
			o.CreatedAt = o.rest.time(d, name, o.CreatedAt)
		case "closed_at":
			seen |= 1 << 6
			o.ClosedAt = o.rest.optionalTime(d, name)
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
			o.Labels = keep(&o.rest, d, name, o.Labels, func(d *decoder) []string { return plainList(d, (*decoder).string) })
		case "tags":
			seen |= 1 << 11
			o.Tags = keep(&o.rest, d, name, o.Tags, (*decoder).metadata)
		case "route":
			o.Route = optional(d, word[ParcelRoute])
		case "back":
			o.Back = keep(&o.rest, d, name, o.Back, objectOf[Person])
		default:
			o.rest.unknown(d, name)
		}
	}
	if seen != 1<<12-1 {
		o.rest.absent(seen, []string{"id", "live", "weight", "ratio", "status", "created_at", "closed_at", "note", "sender", "depot", "labels", "tags"})
	}
}

func (o *Parcel) memory() *members { return &o.rest }

func (o *Parcel) encode(w *writer) {
	m := w.openObject()
	o.rest.putString(w, "id", o.ID)
	o.rest.putBool(w, "live", o.Live)
	o.rest.putInt(w, "weight", o.Weight)
	putKept(w, &o.rest, "ratio", o.Ratio, o.Ratio == 0, (*writer).float)
	o.rest.putString(w, "status", string(o.Status))
	o.rest.putTime(w, "created_at", o.CreatedAt)
	o.rest.putNullableTime(w, "closed_at", o.ClosedAt)
	putNullable(w, &o.rest, "note", o.Note, (*writer).string)
	putKept(w, &o.rest, "sender", o.Sender, o.Sender == nil, putObject[Person])
	putNullable(w, &o.rest, "depot", o.Depot, putExpandable[Person])
	putKept(w, &o.rest, "labels", o.Labels, o.Labels == nil, func(w *writer, v []string) { putList(w, v, (*writer).string) })
	putKept(w, &o.rest, "tags", o.Tags, o.Tags == nil, (*writer).metadata)
	putOptional(w, "route", o.Route, putWord[ParcelRoute])
	putPointer(w, &o.rest, "back", o.Back)
	o.rest.put(w)
	w.closeObject(m)
}

// MarshalJSON writes the parcel as JSON.
func (o Parcel) MarshalJSON() ([]byte, error) { return marshal(&o) }

// UnmarshalJSON reads the parcel from JSON.
func (o *Parcel) UnmarshalJSON(text []byte) error { return unmarshal(text, o) }

// standing stands for what the lifecycle's generated code tells.
func (o *Parcel) standing() (object, id, state string) { return "parcel", o.ID, string(o.Status) }

// follows stands for the same: an open parcel can be closed, a closed one stays so.
func (o *Parcel) follows(before string) bool { return before != "closed" || o.Status == "closed" }

// Page stands for the generated list envelope.
type Page[T any] struct {
	Total Optional[int64]
	Data  []*T

	rest members
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
			p.rest.unknown(d, name)
		}
	}
}

func (p *Page[T]) each(see func(any)) {
	for _, item := range p.Data {
		see(item)
	}
}

func (p *Page[T]) memory() *members { return &p.rest }

func (p *Page[T]) encode(w *writer) {
	m := w.openObject()
	putOptional(w, "total", p.Total, (*writer).int)
	w.name("data")
	putList(w, p.Data, putRecord[T])
	p.rest.put(w)
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

func (p *ParcelCreateParams) writeBody(w *writer) {
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

func (p *ParcelCreateParams) check(k *checker) {
	least(k, "weight", p.Weight, 1)
	if v, ok := p.Note.Get(); ok {
		k.longest("note", v, 20)
	}
	if v, ok := p.Depot.Get(); ok {
		k.id("depot", v, "dpot")
	}
}

// Create stands for a generated method.
func (s *ParcelsService) Create(ctx context.Context, p ParcelCreateParams, opts ...Option) (*Parcel, error) {
	check := s.core.check(&opParcelCreate)
	p.check(&check)
	return sendReferred(ctx, s.core, &check, &request{op: &opParcelCreate, path: "/parcels", body: &p}, &p, s.ByReference, opts)
}

// refer stands for how a reference is put into generated parameters.
func (p *ParcelCreateParams) refer(k *checker, reference string) {
	if was := p.Note.Or(""); was != "" && was != reference {
		k.fault("note", "is another word than the reference")
	}
	p.Note = Some(reference)
}

// ByReference stands for a generated method.
func (s *ParcelsService) ByReference(ctx context.Context, reference string, opts ...Option) (*Parcel, bool, error) {
	return findReferred(s.List(ctx, ParcelListParams{}, opts...), mostListed, func(o *Parcel) bool { return o.Note.Or("") == reference })
}

// Retrieve stands for a generated method.
func (s *ParcelsService) Retrieve(ctx context.Context, id string, opts ...Option) (*Parcel, error) {
	check := s.core.check(&opParcelRead)
	check.segment("id", id)
	check.id("id", id, "prcl")
	return send[Parcel](ctx, s.core, &check, &request{op: &opParcelRead, path: "/parcels/" + escapeSegment(id), self: id}, opts)
}

// Close stands for a generated method.
func (s *ParcelsService) Close(ctx context.Context, id string, opts ...Option) (*Parcel, error) {
	check := s.core.check(&opParcelClose)
	check.segment("id", id)
	check.id("id", id, "prcl")
	look := request{op: &opParcelRead, path: "/parcels/" + escapeSegment(id), self: id}
	return sendSeen(ctx, s.core, &check, &request{op: &opParcelClose, path: "/parcels/" + escapeSegment(id) + "/close", self: id}, &look, seenParcelClose, opts)
}

// EnsureClosed stands for a generated method.
func (s *ParcelsService) EnsureClosed(ctx context.Context, id string, opts ...Option) (*Parcel, error) {
	check := s.core.check(&opParcelClose)
	check.segment("id", id)
	check.id("id", id, "prcl")
	look := request{op: &opParcelRead, path: "/parcels/" + escapeSegment(id), self: id}
	return ensure(ctx, s.core, &check, &request{op: &opParcelClose, path: "/parcels/" + escapeSegment(id) + "/close", self: id}, &look, seenParcelClose, opts)
}

// seenParcelClose stands for the generated test of an effect.
func seenParcelClose(o *Parcel) bool { return o.Status == "closed" }

// Delete stands for a generated method that takes an object away and returns nothing.
func (s *ParcelsService) Delete(ctx context.Context, id string, opts ...Option) error {
	check := s.core.check(&opParcelDelete)
	check.segment("id", id)
	look := gone[Parcel](s.core, ErrGone, &request{op: &opParcelRead, path: "/parcels/" + escapeSegment(id), self: id}, seenParcelDelete)
	return sendOnly(ctx, s.core, &check, &request{op: &opParcelDelete, path: "/parcels/" + escapeSegment(id), self: id, look: look}, opts)
}

// seenParcelDelete stands for the generated test of a flag.
func seenParcelDelete(o *Parcel) bool { return o.Status == "deleted" }

// Shred stands for a generated method that takes away what nothing reads, and returns what is left.
func (s *ParcelsService) Shred(ctx context.Context, id string, opts ...Option) (*Person, error) {
	check := s.core.check(&opParcelShred)
	check.segment("id", id)
	return sendLeft(ctx, s.core, &check, &request{op: &opParcelShred, path: "/parcels/" + escapeSegment(id) + "/all", self: id}, &Person{Name: id}, opts)
}

// Label stands for a generated method of another server and key.
func (s *ParcelsService) Label(ctx context.Context, opts ...Option) (*Parcel, error) {
	check := s.core.check(&opLabelCreate)
	return send[Parcel](ctx, s.core, &check, &request{op: &opLabelCreate, path: "/labels"}, opts)
}

// Lose stands for a generated test-only method.
func (s *ParcelsTestService) Lose(ctx context.Context, id string, opts ...Option) (*Parcel, error) {
	check := s.core.check(&opParcelLose)
	check.segment("id", id)
	return send[Parcel](ctx, s.core, &check, &request{op: &opParcelLose, path: "/parcels/" + escapeSegment(id) + "/lose", self: id}, opts)
}

// ParcelListParams stands for generated parameters.
type ParcelListParams struct {
	Limit  Optional[int64]
	Offset Optional[int64]
}

func (p *ParcelListParams) writeQuery(w *writer) {
	m := w.openObject()
	putOptional(w, "limit", p.Limit, (*writer).int)
	putOptional(w, "offset", p.Offset, (*writer).int)
	w.closeObject(m)
}

// ListPage stands for a generated method.
func (s *ParcelsService) ListPage(ctx context.Context, p ParcelListParams, opts ...Option) (*Page[Parcel], error) {
	check := s.core.check(&opParcelList)
	return send[Page[Parcel]](ctx, s.core, &check, &request{op: &opParcelList, path: "/parcels", query: &p}, opts)
}

// List stands for a generated method.
func (s *ParcelsService) List(ctx context.Context, p ParcelListParams, opts ...Option) iter.Seq2[*Parcel, error] {
	return records(p.Offset.Or(0), func(at int64) ([]*Parcel, int64, bool, error) {
		q := p
		q.Offset = Some(at)
		page, err := s.ListPage(ctx, q, opts...)
		if err != nil {
			return nil, at, false, err
		}
		next, more := nextOffset(at, len(page.Data), page.Total)
		return page.Data, next, more, nil
	})
}
