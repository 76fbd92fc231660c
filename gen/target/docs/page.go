package docs

import "github.com/chargegen/chargegen/gen/snippet"

// Site is every page, in reading order, and how they are grouped for finding one's way.
type Site struct {
	Title  string
	Source string // base name of the spec
	Home   *Page
	Groups []*Group
}

// Group is a heading of the table of contents and the pages under it. In HTML those that do not stand alone are one
// document, which Whole is the slug of; where that is empty each page is a document.
type Group struct {
	Title string
	Whole string
	Pages []*Page
}

// Page is one page. Slug is its path without ending, with slashes.
type Page struct {
	Slug     string
	Title    string
	Nav      string // the short name for tables of contents
	Trail    Text   // the way from the first page to this one
	Alone    bool   // that it is a document of its own in HTML
	Lead     []Block
	Sections []*Section
}

// Section is a heading and what stands under it. Level is 2 for a section of the page, 3 below that. One that is Aside
// is shown beside the others where there is room; one that is Folded is opened by who wants it.
type Section struct {
	ID     string
	Title  Text
	Level  int
	Aside  bool
	Folded bool

	Interactive bool // that it needs a script, and has no place in Markdown
	Blocks      []Block
}

// Block is one piece of a section: exactly one of its fields is set.
type Block struct {
	Para     Text
	List     *List
	Code     *Code
	Snippets []snippet.Snippet // one call in several languages
	Table    *Table
	Fields   *Fields
	Diagram  *Diagram
	Console  *Console
}

// List is a list of lines.
type List struct {
	Ordered bool
	Items   []Text
}

// Code is a piece of code. Lang is the word that Markdown knows its language by, such as "sh", "go" or "json".
type Code struct {
	Lang, Title, Text string
}

// Table is a table. Rows may carry an anchor.
type Table struct {
	Columns []string
	Rows    []Row
}

// Row is one row of a table. ID is its anchor; empty where it has none.
type Row struct {
	ID    string
	Cells []Text
}

// Fields is the attributes of an object or the parameters of an operation.
type Fields struct {
	Noun string // what one of them is called, as the head of a column
	Rows []Field
}

// Field is one attribute or parameter: its meaning first, then notes of a line each.
type Field struct {
	ID      string
	Name    string
	Type    Text
	Marks   []string
	Meaning []Block
	Notes   []Text
}

// para is a block of one paragraph.
//
//go:noinline
func para(parts ...part) Block { return Block{Para: cat(parts...)} }

// list is a block of lines.
func list(items []Text) Block { return Block{List: &List{Items: items}} }

// table is a block with a table.
//
//go:noinline
func table(columns []string, rows []Row) Block {
	return Block{Table: &Table{Columns: columns, Rows: rows}}
}

// section is a section of the page, with the anchor that its title gives.
func section(title string, blocks ...Block) *Section {
	return &Section{ID: slugify(title), Title: cat(words(title)), Level: 2, Blocks: blocks}
}

// subsection is a section one level down.
func subsection(title Text, blocks ...Block) *Section {
	return &Section{ID: slugify(title.String()), Title: title, Level: 3, Blocks: blocks}
}

// add appends a section that has something to say.
//
//go:noinline
func (p *Page) add(sections ...*Section) {
	for _, s := range sections {
		if s != nil {
			p.Sections = append(p.Sections, s)
		}
	}
}

// flat is the blocks as one text, for the cell of a table: paragraphs and items become lines.
func flat(blocks []Block) Text {
	var all []Text
	for _, b := range blocks {
		all = append(all, b.Para)
		if b.List != nil {
			for _, item := range b.List.Items {
				all = append(all, cat(words("• "), item))
			}
		}
		if b.Code != nil {
			all = append(all, Text{code(b.Code.Text)})
		}
	}
	return lines(all...)
}
