package x_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"example.com/x/go/helpdesk"
	"example.com/x/go/helpdeskmock"
)

// ask makes a ticket of a customer, with an agent who answers it.
func ask(t *testing.T, client *helpdesk.Client, mail string) *helpdesk.Ticket {
	t.Helper()
	agent, err := client.Agents.Create(t.Context(), helpdesk.AgentCreateParams{Name: "Grace"})
	if err != nil {
		t.Fatal(err)
	}
	ticket, err := client.Tickets.Create(t.Context(), helpdesk.TicketCreateParams{
		Subject: "It is dark", Customer: &helpdesk.NewCustomer{Mail: mail}, Agent: helpdesk.Some(agent.ID),
	})
	if err != nil {
		t.Fatal(err)
	}
	return ticket
}

// reads asserts the status that a ticket is read with.
func reads(t *testing.T, client *helpdesk.Client, id string, want helpdesk.TicketStatus) *helpdesk.Ticket {
	t.Helper()
	ticket, err := client.Tickets.Retrieve(t.Context(), id, helpdesk.TicketRetrieveParams{})
	if err != nil {
		t.Fatal(err)
	}
	if ticket.Status != want {
		t.Fatalf("the ticket is %s, want %s", ticket.Status, want)
	}
	return ticket
}

// is asserts that an error is each of those wanted, or none.
func is(t *testing.T, err error, want ...error) {
	t.Helper()
	for _, w := range want {
		if !errors.Is(err, w) {
			t.Errorf("got %v, want %v", err, w)
		}
	}
}

func TestTicketLivesUntilItIsForgotten(t *testing.T) {
	ctx, mock := t.Context(), helpdeskmock.New(t)
	client := mock.Client()
	id := ask(t, client, "ada@example.com").ID

	_, err := client.Tickets.PutOff(ctx, id, helpdesk.TicketPutOffParams{WakeAt: mock.Now().Add(time.Hour)})
	is(t, err, nil)
	_, err = client.Tickets.Close(ctx, id)
	is(t, err, helpdesk.ErrNotClosable, helpdesk.ErrCannotNow)
	is(t, mock.Advance(time.Hour-time.Second), nil)
	reads(t, client, id, helpdesk.TicketStatusPutOff)
	is(t, mock.Advance(time.Second), nil)
	if ticket := reads(t, client, id, helpdesk.TicketStatusOpen); !ticket.WakeAt.IsNull() {
		t.Errorf("wakes again at %v", ticket.WakeAt)
	}

	ticket, err := client.Tickets.Reply(ctx, id, helpdesk.TicketReplyParams{Text: "Light the lamp.", Minutes: helpdesk.Some[int64](12)})
	is(t, err, nil)
	if ticket.Worked != 12 || ticket.Left != 18 || ticket.Billed != 2 || ticket.Note.Or("") != "Light the lamp." {
		t.Errorf("answered: %+v", ticket)
	}
	is(t, mock.Advance(168*time.Hour), nil)
	ticket = reads(t, client, id, helpdesk.TicketStatusClosed)
	if closed, ok := ticket.ClosedAt.Get(); !ok || !closed.Equal(mock.Now()) {
		t.Errorf("closed at %v", ticket.ClosedAt)
	}

	is(t, mock.Advance(24*time.Hour), nil)
	_, err = client.Tickets.Reopen(ctx, id)
	is(t, err, helpdesk.ErrTooLate)

	var kinds []helpdesk.EventKey
	for event, err := range client.Tickets.History(ctx, id, helpdesk.TicketHistoryParams{PerPage: helpdesk.Some[int64](2)}) {
		is(t, err, nil)
		kinds = append(kinds, event.Kind)
	}
	if want := []helpdesk.EventKey{"ticket.create", "ticket.answer", "ticket.close"}; !slices.Equal(kinds, want) {
		t.Errorf("left %v, want %v", kinds, want)
	}
}

func TestCustomerAnswersBack(t *testing.T) {
	ctx, mock := t.Context(), helpdeskmock.New(t)
	client := mock.Client()
	id := ask(t, client, "ada@example.com").ID
	if err := mock.AnswerBack(id); err == nil {
		t.Error("nothing was answered, and yet the signal was heeded")
	}
	for _, c := range []struct {
		says helpdeskmock.AnswerBackParams
		want helpdesk.TicketStatus
	}{
		{helpdeskmock.AnswerBackParams{}, helpdesk.TicketStatusOpen},
		{helpdeskmock.AnswerBackParams{Thanks: helpdesk.Some(true), Stars: helpdesk.Some[int64](3)}, helpdesk.TicketStatusOpen},
		{helpdeskmock.AnswerBackParams{Thanks: helpdesk.Some(true), Stars: helpdesk.Some[int64](5)}, helpdesk.TicketStatusClosed},
	} {
		_, err := client.Tickets.Reply(ctx, id, helpdesk.TicketReplyParams{Text: "Light the lamp."})
		is(t, err, nil)
		is(t, mock.AnswerBack(id, c.says), nil)
		reads(t, client, id, c.want)
	}
	ticket, err := client.Tickets.Reopen(ctx, id)
	is(t, err, nil)
	if ticket.Status != helpdesk.TicketStatusOpen || !ticket.Stars.IsNull() || ticket.Note.Or("") != ticket.Reference {
		t.Errorf("reopened: %+v", ticket)
	}
}

func TestAnswerComesBack(t *testing.T) {
	ctx, client := t.Context(), helpdeskmock.New(t).Client()
	id := ask(t, client, "full@example.com").ID
	ticket, err := client.Tickets.Reply(ctx, id, helpdesk.TicketReplyParams{Text: "Light the lamp."})
	is(t, err, nil)
	if ticket.Failure.Or("") != helpdesk.FailureMailboxFull || !ticket.Customer.Gone || ticket.Status != helpdesk.TicketStatusOpen {
		t.Errorf("answered: %+v", ticket)
	}
	id = ask(t, client, "ada@example.com").ID
	test, err := client.Test()
	is(t, err, nil)
	_, err = test.Tickets.Lose(ctx, id)
	is(t, err, helpdesk.ErrNotAnswered)
	_, err = client.Tickets.Reply(ctx, id, helpdesk.TicketReplyParams{Text: "Light the lamp."})
	is(t, err, nil)
	ticket, err = test.Tickets.Lose(ctx, id)
	is(t, err, nil)
	if ticket.Failure.Or("") != helpdesk.FailureAddressUnknown {
		t.Errorf("lost: %+v", ticket)
	}
}

func TestPlanOfTheAccount(t *testing.T) {
	ctx := t.Context()
	urgent := helpdesk.TicketCreateParams{
		Subject: "It is dark", Customer: &helpdesk.NewCustomer{Mail: "ada@example.com"}, Urgency: helpdesk.Some(helpdesk.UrgencyHigh),
	}
	_, err := helpdeskmock.New(t).Client().Tickets.Create(ctx, urgent)
	is(t, err, helpdesk.ErrNotBought, helpdesk.ContactSupport)
	ticket, err := helpdeskmock.New(t, helpdeskmock.WithPlan("gold")).Client().Tickets.Create(ctx, urgent)
	is(t, err, nil)
	if !ticket.Urgent || ticket.Closable || ticket.DueAt.Sub(ticket.CreatedAt) != 8*time.Hour {
		t.Errorf("made %+v", ticket)
	}
}

func TestWhatIsLoaded(t *testing.T) {
	ctx, client := t.Context(), helpdeskmock.New(t).Client()
	file, err := client.Files.Create(ctx, helpdesk.FileCreateParams{Title: "screen.txt", Text: "Dark."})
	is(t, err, nil)
	p := helpdesk.TicketCreateParams{
		Subject: "It is dark", Customer: &helpdesk.NewCustomer{Mail: "ada@example.com"},
		Attachment: helpdesk.Some(helpdesk.TicketCreateAttachment{ID: file.ID}),
	}
	first, err := client.Tickets.Create(ctx, p)
	is(t, err, nil)
	_, err = client.Tickets.Create(ctx, p)
	is(t, err, helpdesk.ErrFileTaken)
	p.Attachment = helpdesk.Some(helpdesk.TicketCreateAttachment{NewFile: &helpdesk.NewFile{Title: "screen.txt", Text: "Dark."}})
	second, err := client.Tickets.Create(ctx, p)
	is(t, err, nil)
	if !second.File.IsSet() || second.File == first.File {
		t.Errorf("files %v and %v", first.File, second.File)
	}

	merged, err := client.Tickets.Merge(ctx, first.ID, helpdesk.TicketMergeParams{Into: second.ID})
	is(t, err, nil)
	if merged.Status != helpdesk.TicketStatusClosed || merged.MergedInto.Or("") != second.ID {
		t.Errorf("merged: %+v", merged)
	}
	_, err = client.Tickets.Reopen(ctx, first.ID)
	is(t, err, helpdesk.ErrNotClosed)
	is(t, client.Tickets.Discard(ctx, second.ID), helpdesk.ErrNotClosed)
	is(t, client.Tickets.Discard(ctx, first.ID), nil)

	p = helpdesk.TicketCreateParams{Subject: "It is dark", Customer: p.Customer}
	agent, err := client.Agents.Create(ctx, helpdesk.AgentCreateParams{Name: "Grace"})
	is(t, err, nil)
	_, err = client.Agents.Rest(ctx, agent.ID)
	is(t, err, nil)
	p.Agent = helpdesk.Some(agent.ID)
	_, err = client.Tickets.Create(ctx, p)
	is(t, err, helpdesk.ErrAgentOffDuty, helpdesk.WaitAndRetry)
	p.Agent = helpdesk.Some("agnt_test_0123456789ab")
	_, err = client.Tickets.Create(ctx, p)
	is(t, err, helpdesk.ErrNoSuchAgent, helpdesk.ErrNotFound)
}

func TestGivenTicketsAreAsTheyAreAskedFor(t *testing.T) {
	mock := helpdeskmock.New(t)
	agent, err := mock.Given(helpdeskmock.Fixture{Of: "agent", Params: map[string]any{"name": "Grace"}})
	is(t, err, nil)
	given, err := mock.Given(helpdeskmock.Fixture{Of: "ticket", State: "answered", Params: map[string]any{
		"subject": "It is dark", "planned": 60, "agent": agent.ID(), "customer": helpdesk.NewCustomer{Mail: "eve@example.com"},
	}})
	is(t, err, nil)
	ticket := reads(t, mock.Client(), given.ID(), helpdesk.TicketStatusAnswered)
	if ticket.Planned != 60 || ticket.Customer.Mail != "eve@example.com" || ticket.Agent.Or(helpdesk.Expandable[helpdesk.Agent]{}).ID != agent.ID() {
		t.Errorf("given %+v", ticket)
	}
	if _, err = mock.Given(helpdeskmock.Fixture{Of: "ticket", Params: map[string]any{"subject": func() {}}}); err == nil {
		t.Error("a function was taken for a text")
	}
}
