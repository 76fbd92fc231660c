package x_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"example.com/x/go/lending"
	"example.com/x/go/lendingmock"
)

func TestBookIsWrittenReadAndDiscarded(t *testing.T) {
	ctx, books := t.Context(), lendingmock.New(t).Client().Books
	made, err := books.Create(ctx, lending.BookCreateParams{
		Title:  "The Waves",
		Genres: lending.Some([]lending.Genre{lending.GenreNovel}),
		Notes:  lending.Some(map[string]string{"colour": "blue"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	book, err := books.Retrieve(ctx, made.ID)
	if err != nil {
		t.Fatal(err)
	}
	if book.Medium != lending.MediumPaper || !slices.Equal(book.Genres, []lending.Genre{"novel"}) || book.Notes["colour"] != "blue" || !book.Pages.IsNull() {
		t.Errorf("read %+v", book)
	}
	if book, err = books.Replace(ctx, book.ID, lending.BookReplaceParams{Title: "Orlando", Medium: lending.MediumDisc}); err != nil || book.Title != "Orlando" {
		t.Errorf("replaced: %+v, %v", book, err)
	}
	if book, err = books.Amend(ctx, made.ID, lending.BookAmendParams{Pages: lending.Some[int64](333)}); err != nil || book.Pages.Or(0) != 333 || book.Title != "Orlando" {
		t.Errorf("amended: %+v, %v", book, err)
	}
	var answer lending.Response
	if err = books.Discard(ctx, made.ID, lending.BookDiscardParams{}, lending.WithResponse(&answer)); err != nil || answer.Status != 204 {
		t.Errorf("discarded: status %d, %v", answer.Status, err)
	}
	if _, err = books.Retrieve(ctx, made.ID); !errors.Is(err, lending.ErrUnknownID) || !errors.Is(err, lending.FixRequest) {
		t.Errorf("read once more: %v", err)
	}
}

func TestWholeBookHasAUnionAndNestedObjects(t *testing.T) {
	const id = "0a1d7a52-5c5e-4b7e-9a35-6e0b3a3f7c11"
	book, err := lendingmock.New(t, lendingmock.WithExamples()).Client().Books.Retrieve(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if book.Credit.PersonCredit == nil || book.Credit.PersonCredit.Name != "Virginia Woolf" || book.Credit.HouseCredit != nil {
		t.Errorf("credit %+v", book.Credit)
	}
	if book.Size == nil || book.Size.Height != 210 || len(book.Contents) != 1 || !book.Scan.IsNull() {
		t.Errorf("book %+v", book)
	}
}

func TestLoansOfAMemberCoverTwoPages(t *testing.T) {
	ctx, mock := t.Context(), lendingmock.New(t)
	client := mock.Client()
	ada, err := client.Members.Create(ctx, lending.MemberCreateParams{
		Name:    "Ada Byron",
		Address: lending.Some(&lending.NewAddress{Street: "1 High Street"}),
		Email:   lending.Some("ada@library.example"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if ada.Address.Street != "1 High Street" || !ada.Address.City.IsNull() {
		t.Errorf("address %+v", ada.Address)
	}
	book, err := client.Books.Create(ctx, lending.BookCreateParams{Title: "The Waves"})
	if err != nil {
		t.Fatal(err)
	}
	var lent []string
	for range 3 {
		loan, err := client.Loans.Create(ctx, ada.ID, lending.LoanCreateParams{Book: lending.Some(book.ID), DueOn: "2026-03-29"})
		if err != nil {
			t.Fatal(err)
		}
		if loan.Member != ada.ID {
			t.Errorf("lent to %s", loan.Member)
		}
		lent = append(lent, loan.ID)
	}
	var listed []string
	for loan, err := range client.Loans.List(ctx, ada.ID, lending.LoanListParams{Size: lending.Some[int64](2)}) {
		if err != nil {
			t.Fatal(err)
		}
		listed = append(listed, loan.ID)
	}
	if !slices.Equal(listed, lent) || len(mock.Calls("loan.list")) != 2 {
		t.Errorf("listed %v in %d calls, lent %v", listed, len(mock.Calls("loan.list")), lent)
	}
	whole, err := client.Loans.Retrieve(ctx, ada.ID, lent[0], lending.LoanRetrieveParams{Expand: lending.Some(true)})
	if err != nil {
		t.Fatal(err)
	}
	if whole.Book.Object == nil || whole.Book.Object.Title != "The Waves" {
		t.Errorf("expanded to %+v", whole.Book)
	}
	if err := client.Loans.BringBack(ctx, ada.ID, lent[0]); err != nil {
		t.Error(err)
	}
	page, err := client.Loans.ListPage(ctx, ada.ID, lending.LoanListParams{})
	if err != nil || page.MetaCount != 2 || !page.MetaNext.IsNull() {
		t.Errorf("page %+v, %v", page, err)
	}
}

// The place where a page ended is known although what stood there is gone.
func TestLoansAreBroughtBackWhileTheyAreListed(t *testing.T) {
	ctx, client := t.Context(), lendingmock.New(t).Client()
	ada, err := client.Members.Create(ctx, lending.MemberCreateParams{Name: "Ada Byron", Email: lending.Some("ada@library.example")})
	if err != nil {
		t.Fatal(err)
	}
	book, err := client.Books.Create(ctx, lending.BookCreateParams{Title: "The Waves"})
	if err != nil {
		t.Fatal(err)
	}
	var lent, back []string
	for range 5 {
		loan, err := client.Loans.Create(ctx, ada.ID, lending.LoanCreateParams{Book: lending.Some(book.ID), DueOn: "2026-03-29"})
		if err != nil {
			t.Fatal(err)
		}
		lent = append(lent, loan.ID)
	}
	for loan, err := range client.Loans.List(ctx, ada.ID, lending.LoanListParams{Size: lending.Some[int64](2)}) {
		if err != nil {
			t.Fatal(err)
		}
		if err := client.Loans.BringBack(ctx, ada.ID, loan.ID); err != nil {
			t.Fatal(err)
		}
		back = append(back, loan.ID)
	}
	if !slices.Equal(back, lent) {
		t.Errorf("brought back %v, lent %v", back, lent)
	}
}

func TestListsInQueriesAreJoinedByCommas(t *testing.T) {
	mock := lendingmock.New(t)
	_, err := mock.Client().Books.ListPage(t.Context(), lending.BookListParams{
		Medium: lending.Some([]lending.Medium{lending.MediumPaper, lending.MediumDisc}),
		Words:  lending.Some([]string{"waves", "a,b"}),
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := mock.Calls("book.list")[0].Path, "/v3/books?medium=paper,disc&q[words]=waves,a%2Cb"; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
}

func TestRefusalsAreAskedForByCodeFamilyAndClass(t *testing.T) {
	ctx, mock := t.Context(), lendingmock.New(t)
	client := mock.Client()
	const id = "5b5c1a1e-7f0e-4b6f-8f0b-2f9b1c8e4d22"
	mock.FailNext(lendingmock.LoanCreateBlocked)
	_, err := client.Loans.Create(ctx, id, lending.LoanCreateParams{Book: lending.Some(id), DueOn: "2026-03-29"})
	for _, want := range []error{lending.ErrBlocked, lending.ErrCannotLend, lending.ContactSupport} {
		if !errors.Is(err, want) {
			t.Errorf("%v is not %v", err, want)
		}
	}
	if errors.Is(err, lending.ErrAway) {
		t.Errorf("%v is another of its family", err)
	}
	var refusal *lending.Error
	if !errors.As(err, &refusal) || refusal.Status != 409 || refusal.RequestID == "" {
		t.Errorf("refused with %+v", refusal)
	}
	before := len(mock.Journal())
	_, err = client.Members.Create(ctx, lending.MemberCreateParams{Name: "Eve", Email: lending.Some("e@x"), Phone: lending.Some("1")})
	if wrong := (*lending.ParamError)(nil); !errors.As(err, &wrong) {
		t.Errorf("two ways of being reminded: %v", err)
	}
	desk, err := lending.NewClient(lendingmock.Key, lending.WithHTTPClient(mock.HTTPClient()))
	if err != nil {
		t.Fatal(err)
	}
	_, err = desk.PageScans.Retrieve(ctx, id, 1)
	if wrong := (*lending.KeyError)(nil); !errors.As(err, &wrong) {
		t.Errorf("a key of the wrong kind: %v", err)
	}
	if sent := len(mock.Journal()) - before; sent != 0 {
		t.Errorf("%d requests were sent", sent)
	}
}

// The reader's key opens the account that the desk's key does: the book is there, of whose pages nothing is known.
func TestReaderSeesTheBooksOfTheDesk(t *testing.T) {
	ctx, mock := t.Context(), lendingmock.New(t)
	for _, key := range []string{lendingmock.Key, "desk-12345678"} {
		client, err := mock.ClientFor(key)
		if err != nil {
			t.Fatal(err)
		}
		book, err := client.Books.Create(ctx, lending.BookCreateParams{Title: "The Waves"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.PageScans.Retrieve(ctx, book.ID, 1)
		calls := mock.Journal()
		if why := calls[len(calls)-1].Explain; !errors.Is(err, lending.ErrUnknownID) || !strings.Contains(why, "page_scan") {
			t.Errorf("the page is not what is missing: %v (%s)", err, why)
		}
	}
}

func TestAmendClearsByNullAndKeepsWhatIsNotSent(t *testing.T) {
	ctx, books := t.Context(), lendingmock.New(t).Client().Books
	made, err := books.Create(ctx, lending.BookCreateParams{Title: "The Waves", Pages: lending.Some[int64](324)})
	if err != nil {
		t.Fatal(err)
	}
	if book, err := books.Amend(ctx, made.ID, lending.BookAmendParams{Title: lending.Some("Waves")}); err != nil || book.Pages.Or(0) != 324 {
		t.Errorf("pages left out: %v, %v, want 324 still", book.Pages, err)
	}
	if book, err := books.Amend(ctx, made.ID, lending.BookAmendParams{Pages: lending.Null[int64]()}); err != nil || !book.Pages.IsNull() || book.Title != "Waves" {
		t.Errorf("pages cleared: %v, %v, want null and the title still", book.Pages, err)
	}
	if _, err := books.Amend(ctx, made.ID, lending.BookAmendParams{Title: lending.Null[string]()}); !errors.Is(err, lending.FixRequest) {
		t.Errorf("a title cannot be cleared, and Amend says %v", err)
	}
}
