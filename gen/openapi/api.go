package openapi

import (
	"fmt"
	"slices"
	"strings"
)

// apiItem makes the section api.
func (im *importer) apiItem() {
	info := im.root.Get("info")
	it := &item{what: "api", name: "api", pos: im.root.Pos}
	im.draft.api = it
	title := strings.Join(strings.Fields(info.Get("title").Text), " ")
	it.raw("name", scalar(im.packageName(title)))
	it.set("title", orWord(title, "API"))
	it.set("version", orWord(strings.TrimSpace(info.Get("version").Text), "0"))
	if doc := im.plain(info.Get("description").Text); doc != "" {
		it.set("doc", doc)
	}
	it.raw("servers", im.serverList())
	im.authRows(it)
	if im.ids == "integer" {
		it.raw("ids", "{style: integer}")
	}
	it.raw("request", fmt.Sprintf("{encodings: [%s], arrays: %s}", im.encoding, im.arrays))
	it.raw("error", fmt.Sprintf("{object: %s, code: %s, message: %s}", im.problem.name, im.envelope.code, im.envelope.message))
	if im.page != nil {
		it.raw("page", im.pageRow())
	}
	if gates := im.gates(); gates != "" {
		it.raw("gates", gates)
	}
	for _, m := range info.Members {
		if isAnnotation(m.Key.Value) {
			im.annotation(it, m)
		}
	}
}

// packageName is a Go package name: the one that was asked for, or one made of the title.
func (im *importer) packageName(title string) string {
	name := im.opts.Name
	if name == "" {
		name = strings.ReplaceAll(strings.TrimSuffix(snake(title), "_api"), "_", "")
	}
	if len(name) > 30 && im.opts.Name == "" {
		name = name[:30]
	}
	return orWord(name, "api")
}

// serverList lists the servers; those behind the first have names, by which resources choose them.
func (im *importer) serverList() string {
	list := im.serverURLs()
	for _, r := range im.draft.resources {
		r.drop("server")
		r.server = im.sound(r.server)
		if r.server != "" && !slices.Contains(list, r.server) {
			list = append(list, r.server)
		}
	}
	var parts []string
	for i, u := range list {
		if i == 0 {
			parts = append(parts, scalar(u))
			continue
		}
		parts = append(parts, fmt.Sprintf("{url: %s, name: server_%d}", scalar(u), i+1))
	}
	for _, r := range im.draft.resources {
		if i := slices.Index(list, r.server); i > 0 {
			r.raw("server", fmt.Sprintf("server_%d", i+1))
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// name gives every enum, object and resource a name that no other has: first come resources, then what the document
// names, then the rest.
func (im *importer) name() {
	taken, plurals := names{}, names{}
	for _, r := range im.draft.resources {
		r.name = taken.take(plainSchema(typeWord(r.hint, "thing")))
		plural := many(r.name)
		if had := r.get("plural"); had != nil {
			plural = had.text
		}
		r.drop("plural")
		if plural = plurals.take(plural); plural != r.name+"s" {
			r.rows = append([]row{{key: "plural", text: plural}}, r.rows...)
		}
	}
	for _, named := range []bool{true, false} {
		for _, o := range im.draft.objects {
			if o.named == named && !o.input {
				o.name = taken.take(typeWord(o.hint, "object"))
			}
		}
		for _, e := range im.draft.enums {
			if e.named == named {
				e.name = taken.take(typeWord(e.hint, "words"))
			}
		}
		for _, o := range im.draft.objects {
			if o.named == named && o.input {
				o.name = inputName(taken, typeWord(o.hint, "object"))
			}
		}
	}
}

// inputName is the name of an object that is sent: its own, or that with _input where what is answered has it.
func inputName(taken names, word string) string {
	if taken.has(word) {
		word += "_input"
	}
	return taken.take(word)
}
