package ident_test

import (
	"go/token"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/chargegen/chargegen/gen/internal/ident"
)

func TestExported(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"one word", "parcel", "Parcel"},
		{"several words", "in_transit", "InTransit"},
		{"initialism", "authorize_uri", "AuthorizeURI"},
		{"initialism alone", "id", "ID"},
		{"initialism in front", "ip_address", "IPAddress"},
		{"plural initialism", "room_ids", "RoomIDs"},
		{"initialism of the spec", "fee_vat", "FeeVAT"},
		{"no initialism inside a word", "idle_ipad", "IdleIpad"},
		{"camel case", "createdAt", "CreatedAt"},
		{"camel case with initialism", "userId", "UserID"},
		{"capitals", "ANDROID", "Android"},
		{"short capitals", "WEB", "WEB"},
		{"dots and dashes", "parcel.send-back", "ParcelSendBack"},
		{"brackets", "fee[fixed]", "FeeFixed"},
		{"digits inside", "street1", "Street1"},
		{"digits that would run together", "size_1_20", "Size1_20"},
		{"digit in front", "3rd", "N3rd"},
		{"only digits", "404", "N404"},
		{"space and signs", " * a */ b", "AB"},
		{"other letters", "café_größe", "CaféGröße"},
		{"letters without capitals", "部屋", "X部屋"},
		{"combining mark", "cafe\u0301s", "CafeS"},
		{"invalid UTF-8", "a\xffb", "AB"},
		{"keyword", "type", "Type"},
		{"nothing", "", ""},
		{"no letters", "+-*/", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ident.Exported(tt.in, []string{"VAT"}); got != tt.want {
				t.Errorf("Exported(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestJoin(t *testing.T) {
	tests := []struct{ name, prefix, in, want string }{
		{"word", "ParcelStatus", "in_transit", "ParcelStatusInTransit"},
		{"digit in front needs nothing", "Method", "3ds", "Method3ds"},
		{"digit after digit", "Street1", "2", "Street1_2"},
		{"nothing", "Err", "!", "Err"},
		{"dots", "Event", "parcel.url_made", "EventParcelURLMade"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ident.Join(tt.prefix, tt.in, nil); got != tt.want {
				t.Errorf("Join(%q, %q) = %q, want %q", tt.prefix, tt.in, got, tt.want)
			}
		})
	}
}

func TestUnexported(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"one word", "parcel", "parcel"},
		{"several words", "label_uri", "labelURI"},
		{"initialism alone", "id", "id"},
		{"initialism in front", "url_prefix", "urlPrefix"},
		{"capitals", "ID", "id"},
		{"keyword", "type", "typeValue"},
		{"predeclared", "len", "lenValue"},
		{"package", "url", "urlValue"},
		{"usual variable", "ctx", "ctxValue"},
		{"digit in front", "3rd", "n3rd"},
		{"nothing", "--", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ident.Unexported(tt.in, nil); got != tt.want {
				t.Errorf("Unexported(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestArguments(t *testing.T) {
	got := ident.Arguments([]string{"id", "type", "page", "op_parcel_close", "--", "ID", "value", "option"}, nil)
	want := []string{"id", "typeValue", "pageValue", "opParcelCloseValue", "value", "idValue", "valueValue", "option"}
	if !slices.Equal(got, want) {
		t.Errorf("Arguments = %q, want %q", got, want)
	}
}

func TestImport(t *testing.T) {
	for name, want := range map[string]string{"parcels": "parcels", "client": "clientapi", "list": "listapi", "mock": "mockapi", "url": "urlapi"} {
		if got := ident.Import(name); got != want {
			t.Errorf("Import(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestVariable(t *testing.T) {
	for exported, want := range map[string]string{"Parcel": "parcel", "Parcels": "answer", "Type": "answer", "Mock": "answer", "": "answer"} {
		if got := ident.Variable(exported, "parcels"); got != want {
			t.Errorf("Variable(%q) = %q, want %q", exported, got, want)
		}
	}
}

func FuzzIdent(f *testing.F) {
	for _, s := range []string{"authorize_uri", "3rd", "type", "部屋", "ǆ", "ß_1_2", "a\xffb", "*/ x", "ŉ", "_", "İd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		exported, unexported := ident.Exported(word, nil), ident.Unexported(word, nil)
		if (exported == "") != (unexported == "") {
			t.Errorf("Exported(%q) = %q but Unexported is %q", word, exported, unexported)
		}
		if exported == "" {
			return
		}
		if !token.IsIdentifier(exported) || !token.IsExported(exported) || !utf8.ValidString(exported) {
			t.Errorf("Exported(%q) = %q, want an exported identifier", word, exported)
		}
		if !token.IsIdentifier(unexported) || token.IsExported(unexported) {
			t.Errorf("Unexported(%q) = %q, want an unexported identifier", word, unexported)
		}
		if joined := ident.Join("Err", word, nil); !token.IsIdentifier(joined) || !token.IsExported(joined) {
			t.Errorf("Join(%q, %q) = %q, want an exported identifier", "Err", word, joined)
		}
	})
}
