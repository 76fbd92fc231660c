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

var parcelStatusWords = []ParcelStatus{"made", "lost"}

var parcelStatusFinal = []trait[ParcelStatus, bool]{{true, []ParcelStatus{"lost"}}}

// Known stands for the generated method.
func (v ParcelStatus) Known() bool { return isOneOf(v, parcelStatusWords) }

// Final stands for the generated method of a trait.
func (v ParcelStatus) Final() bool { return traitOf(v, parcelStatusFinal, false) }

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

var personFields = []field{
	{name: "name", form: always},
	{name: "city", form: always | nullable},
}

func (o *Person) fields() ([]field, *members) { return personFields, &o.rest }

func (o *Person) field(i int, how access) (any, *optionalState) {
	switch i {
	case 0:
		return &o.Name, nil
	case 1:
		return &o.City.value, &o.City.state
	}
	return nil, nil
}

// MarshalJSON stands for the generated method.
func (o Person) MarshalJSON() ([]byte, error) { return marshal(&o) }

var parcelFields = []field{
	{name: "id", form: always},
	{name: "live", form: always},
	{name: "weight", form: always},
	{name: "ratio", form: always},
	{name: "status", form: always},
	{name: "created_at", form: always | moment},
	{name: "closed_at", form: always | nullable | moment},
	{name: "note", form: always | nullable},
	{name: "sender", form: always | nullable},
	{name: "depot", form: always | nullable},
	{name: "labels", form: always},
	{name: "tags", form: always},
	{name: "route", form: nullable},
	{name: "back"},
}

func (o *Parcel) fields() ([]field, *members) { return parcelFields, &o.rest }

func (o *Parcel) field(i int, how access) (any, *optionalState) {
	switch i {
	case 0:
		return &o.ID, nil
	case 1:
		return &o.Live, nil
	case 2:
		return &o.Weight, nil
	case 3:
		return &o.Ratio, nil
	case 4:
		return (*string)(&o.Status), nil
	case 5:
		return &o.CreatedAt, nil
	case 6:
		return &o.ClosedAt.value, &o.ClosedAt.state
	case 7:
		return &o.Note.value, &o.Note.state
	case 8:
		return object(&o.Sender, how), nil
	case 9:
		return &o.Depot.value, &o.Depot.state
	case 10:
		return (*list[string, direct[string]])(&o.Labels), nil
	case 11:
		return &o.Tags, nil
	case 12:
		return (*string)(&o.Route.value), &o.Route.state
	case 13:
		return object(&o.Back, how), nil
	}
	return nil, nil
}

// MarshalJSON writes the parcel as JSON.
func (o Parcel) MarshalJSON() ([]byte, error) {
	w := newWriter()
	kept, ok := w.last.(*Parcel)
	if !ok {
		kept = new(Parcel)
		w.last = kept
	}
	*kept = o
	return w.marshal(kept)
}

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

var pageFields = []field{
	{name: "total", form: nullable},
	{name: "data", form: always},
}

func (p *Page[T]) fields() ([]field, *members) { return pageFields, &p.rest }

func (p *Page[T]) field(i int, how access) (any, *optionalState) {
	switch i {
	case 0:
		return &p.Total.value, &p.Total.state
	case 1:
		return (*list[*T, objects[T]])(&p.Data), nil
	}
	return nil, nil
}

func (p *Page[T]) each(see func(any)) {
	for _, item := range p.Data {
		see(item)
	}
}

// ParcelCreateParams stands for generated parameters.
type ParcelCreateParams struct {
	Weight int64
	Note   Optional[string]
	Sender *Person
	Depot  Optional[string]
	Labels Optional[[]string]
	Tags   Optional[Metadata]
	After  Optional[time.Time]
}

var parcelCreateParamsFields = []field{
	{name: "weight", form: always},
	{name: "note"},
	{name: "sender"},
	{name: "depot"},
	{name: "labels"},
	{name: "tags"},
	{name: "after"},
}

func (p *ParcelCreateParams) fields() ([]field, *members) { return parcelCreateParamsFields, nil }

func (p *ParcelCreateParams) field(i int, how access) (any, *optionalState) {
	switch i {
	case 0:
		return &p.Weight, nil
	case 1:
		return &p.Note.value, &p.Note.state
	case 2:
		return object(&p.Sender, how), nil
	case 3:
		return &p.Depot.value, &p.Depot.state
	case 4:
		return (*list[string, direct[string]])(&p.Labels.value), &p.Labels.state
	case 5:
		return &p.Tags.value, &p.Tags.state
	case 6:
		return &p.After.value, &p.After.state
	}
	return nil, nil
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
	look := &request{op: &opParcelRead, path: "/parcels/" + escapeSegment(id), self: id}
	return sendSeen(ctx, s.core, &check, &request{op: &opParcelClose, path: "/parcels/" + escapeSegment(id) + "/close", self: id}, look, seenParcelClose, opts)
}

// EnsureClosed stands for a generated method.
func (s *ParcelsService) EnsureClosed(ctx context.Context, id string, opts ...Option) (*Parcel, error) {
	check := s.core.check(&opParcelClose)
	check.segment("id", id)
	check.id("id", id, "prcl")
	look := &request{op: &opParcelRead, path: "/parcels/" + escapeSegment(id), self: id}
	return ensure(ctx, s.core, &check, &request{op: &opParcelClose, path: "/parcels/" + escapeSegment(id) + "/close", self: id}, look, seenParcelClose, opts)
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

var parcelListParamsFields = []field{
	{name: "limit", form: inQuery},
	{name: "offset", form: inQuery},
}

func (p *ParcelListParams) fields() ([]field, *members) { return parcelListParamsFields, nil }

func (p *ParcelListParams) field(i int, _ access) (any, *optionalState) {
	switch i {
	case 0:
		return &p.Limit.value, &p.Limit.state
	case 1:
		return &p.Offset.value, &p.Offset.state
	}
	return nil, nil
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
