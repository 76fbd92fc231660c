package diff

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// rule is a kind of change: how severe it is, and why. Some changes of a kind are milder than others.
type rule struct {
	id, title string
	severity  Severity
	why       string
	milder    Severity // empty where all are alike
	whyMilder string
}

// table is all rules: of the API as a whole, of shapes, of calls, of codes, of behaviour, of what readers see.
var table = slices.Concat(apiRules, shapeRules, callRules, codeRules, behaviourRules, wordRules)

// Rules are the rules for those who explain them.
var Rules = explained()

func explained() []spec.Rule {
	out := make([]spec.Rule, len(table))
	for i, r := range table {
		doc := "A change that is " + string(r.severity) + ": " + r.why + "."
		if r.milder != "" {
			doc += " It is " + string(r.milder) + " where " + r.whyMilder + "."
		}
		out[i] = spec.Rule{ID: r.id, Title: r.title, Doc: doc}
	}
	return out
}

var byID = func() map[string]rule {
	m := map[string]rule{}
	for _, r := range table {
		m[r.id] = r
	}
	return m
}()

// ruleOf finds a rule. One that there is not would be found by the first test that meets it.
func ruleOf(id string) rule {
	r, ok := byID[id]
	if !ok {
		return rule{id: id, severity: Breaking, why: "there is no rule " + strings.TrimSpace(id)}
	}
	return r
}

var apiRules = []rule{
	{id: "api-renamed", title: "the Go package has another name", severity: Breaking, why: "every file that imports the package names it"},
	{id: "version-changed", title: "the API has another version", severity: Minor, why: "clients of the old version go on calling; what else changed is listed by itself"},
	{id: "server-removed", title: "an address of the API is gone", severity: Breaking, why: "clients that were built before call it"},
	{id: "server-added", title: "the API has one more address", severity: Minor, why: "nobody calls it yet"},
	{id: "server-default-changed", title: "clients call another address unless told otherwise", severity: Breaking, why: "clients talk to another server after an update alone, and firewalls may know the old one only"},
	{id: "resource-server-changed", title: "a resource moved to another server", severity: Breaking, why: "clients that were built before call the old one"},
	{id: "auth-changed", title: "callers show who they are in another way", severity: Breaking, why: "clients that were built before are not let in"},
	{id: "key-removed", title: "a kind of key is gone", severity: Breaking, why: "callers who have such keys are not let in, and its Go constant is gone"},
	{id: "key-added", title: "there is one more kind of key", severity: Minor, why: "nobody has such a key yet"},
	{id: "key-changed", title: "keys are told by other patterns", severity: Breaking, why: "clients check keys before any call, and may refuse one that they took"},
	{id: "version-header-changed", title: "clients ask for another version", severity: Minor, why: "what the API answers to it is compared by itself"},
	{id: "header-removed", title: "a header of answers or requests is gone or renamed", severity: Breaking, why: "clients that were built before send or look for it"},
	{id: "header-added", title: "there is one more header", severity: Minor, why: "clients that were built before pass it over"},
	{id: "idempotency-weakened", title: "fewer repeated requests are recognised", severity: Breaking, why: "a call that was safe to send again may now be done twice"},
	{id: "idempotency-strengthened", title: "more repeated requests are recognised", severity: Minor, why: "calls that were sent once are as they were"},
	{id: "encoding-removed", title: "request bodies may not be sent in a way any more", severity: Breaking, why: "clients that were built before may send bodies so"},
	{id: "encoding-added", title: "request bodies may be sent in one more way", severity: Minor, why: "nobody sends bodies so yet"},
	{id: "arrays-changed", title: "lists in requests are written in another way", severity: Breaking, why: "lists that clients send are read as something else"},
	{id: "error-envelope-changed", title: "refusals carry code or message elsewhere", severity: Breaking, why: "clients that were built before do not find the code, so no error is told from another"},
	{id: "page-envelope-changed", title: "lists are answered or asked for in another way", severity: Breaking, why: "clients that were built before do not find the records or the next page"},
	{id: "id-format-changed", title: "ids have another form", severity: Breaking, why: "clients check ids before any call, and columns that keep them may be too narrow"},
	{id: "modes-changed", title: "test and live are told apart in another way", severity: Breaking, why: "clients refuse calls whose key and id are of different modes"},
	{id: "gate-changed", title: "a check that every call meets answers with another code", severity: Breaking, why: "callers who tell the code from others do not meet it any more"},
}

var shapeRules = []rule{
	{id: "enum-removed", title: "an enum is gone", severity: Breaking, why: "its Go type is gone"},
	{id: "enum-added", title: "there is one more enum", severity: Minor, why: "nobody uses it yet"},
	{id: "enum-value-removed", title: "a value of an enum is gone", severity: Breaking, why: "its Go constant is gone, and calls that send it are refused"},
	{id: "enum-value-added", title: "an enum has one more value", severity: Minor, why: "enums are open: clients that were built before pass it on and say that it is not known"},
	{id: "trait-removed", title: "values of an enum do not tell a trait any more", severity: Breaking, why: "its Go method is gone"},
	{id: "trait-added", title: "values of an enum tell one more trait", severity: Minor, why: "nobody asks for it yet"},
	{id: "trait-changed", title: "a value of an enum has another trait", severity: Minor, why: "the Go method answers something else"},
	{id: "object-removed", title: "an object is gone", severity: Breaking, why: "its Go type is gone"},
	{id: "object-added", title: "there is one more object", severity: Minor, why: "nobody uses it yet"},
	{id: "object-kind-changed", title: "an object is answered where it was sent, or became a resource", severity: Breaking, why: "its Go type has other fields and methods"},
	{id: "resource-removed", title: "a resource is gone", severity: Breaking, why: "its Go type, its service and all its calls are gone"},
	{id: "resource-added", title: "there is one more resource", severity: Minor, why: "nobody uses it yet"},
	{id: "attribute-removed", title: "an attribute is gone", severity: Breaking, why: "its Go field is gone"},
	{id: "attribute-added", title: "there is one more attribute", severity: Minor, why: "clients that were built before keep it among the fields they do not know"},
	{id: "attribute-type-changed", title: "an attribute is of another type", severity: Breaking, why: "its Go field has another type, and clients that were built before may not read it"},
	{id: "attribute-nullable", title: "an attribute may be null", severity: Breaking, why: "callers have not reckoned with null, and its Go field may be Optional where it was a plain value",
		milder: Minor, whyMilder: "it is only sent, and its Go field stays as it was"},
	{id: "attribute-not-nullable", title: "an attribute is never null any more", severity: Breaking, why: "its Go field is a plain value where it was Optional, or null may not be sent any more",
		milder: Minor, whyMilder: "it is only answered, and its Go field stays as it was"},
	{id: "attribute-optional", title: "an attribute may be left out", severity: Breaking, why: "callers have not reckoned with its absence, and its Go field may be Optional where it was a plain value",
		milder: Minor, whyMilder: "it is only sent, and its Go field stays as it was"},
	{id: "attribute-always", title: "an attribute is in every answer", severity: Breaking, why: "its Go field is a plain value where it was Optional",
		milder: Minor, whyMilder: "its Go field stays as it was"},
	{id: "attribute-required", title: "an attribute of an object must be sent", severity: Breaking, why: "calls that leave it out are refused"},
	{id: "attribute-const-changed", title: "an attribute always has another value", severity: Breaking, why: "callers tell objects by it"},
	{id: "answer-limit-changed", title: "an attribute that is answered has other limits", severity: Minor, why: "what callers made of the old limits, such as the width of a column, may not hold what comes",
		milder: Patch, whyMilder: "the new limits lie within the old ones"},
}

var callRules = []rule{
	{id: "operation-removed", title: "an operation is gone", severity: Breaking, why: "its Go method is gone"},
	{id: "operation-added", title: "there is one more operation", severity: Minor, why: "nobody calls it yet"},
	{id: "operation-renamed", title: "an operation has another name", severity: Breaking, why: "its Go method has another name, though the call is the same"},
	{id: "operation-moved", title: "an operation has another method or path", severity: Breaking, why: "clients that were built before call the old one"},
	{id: "operation-kind-changed", title: "an operation does something of another kind", severity: Breaking, why: "clients tell by the kind what may be sent again and what comes back"},
	{id: "operation-result-changed", title: "an operation answers with something else", severity: Breaking, why: "its Go method returns another type"},
	{id: "operation-success-changed", title: "an operation answers with another status when all is well", severity: Minor, why: "generated clients take any status from 200 to 299; hand-written ones may compare"},
	{id: "operation-signature-changed", title: "a Go method takes a struct of parameters that took none", severity: Breaking, why: "calls of the Go method do not compile"},
	{id: "operation-key-changed", title: "an operation wants another kind of key", severity: Breaking, why: "calls with a key that did are refused",
		milder: Minor, whyMilder: "it wants none any more, or takes those that did and others"},
	{id: "test-only-changed", title: "an operation works in other modes", severity: Breaking, why: "calls in live mode are refused, and the Go method moves to the test client",
		milder: Minor, whyMilder: "it works in both modes now"},
	{id: "replay-changed", title: "sending an operation twice does something else", severity: Breaking, why: "a call that was safe to send again may now do harm, and clients retry less",
		milder: Minor, whyMilder: "sending it twice does less than it did"},
	{id: "reference-changed", title: "what an operation makes is found again by another word, or by none", severity: Breaking, why: "the Go method that looks for it is gone or looks elsewhere, and what was made before is not found",
		milder: Minor, whyMilder: "there was none before"},
	{id: "support-removed", title: "an operation does not work for a kind of thing any more", severity: Breaking, why: "calls that were done are not"},
	{id: "support-added", title: "an operation works for one more kind of thing", severity: Minor, why: "calls that were done still are"},
	{id: "param-removed", title: "a parameter is gone", severity: Breaking, why: "its Go field is gone, and what it asked for is not done"},
	{id: "param-added", title: "there is one more parameter", severity: Minor, why: "it need not be sent"},
	{id: "param-required", title: "a parameter must be sent", severity: Breaking, why: "calls that leave it out are refused"},
	{id: "param-optional", title: "a parameter need not be sent", severity: Breaking, why: "its Go field is Optional where it was a plain value",
		milder: Minor, whyMilder: "its Go field stays as it was"},
	{id: "param-type-changed", title: "a parameter is of another type", severity: Breaking, why: "its Go field has another type, and what callers send may not be read"},
	{id: "param-moved", title: "a parameter is sent elsewhere or under another name", severity: Breaking, why: "clients that were built before send it where nobody looks"},
	{id: "param-nullable", title: "a parameter may be null", severity: Breaking, why: "its Go field is Optional where it was a plain value",
		milder: Minor, whyMilder: "its Go field stays as it was"},
	{id: "param-not-nullable", title: "a parameter may not be null any more", severity: Breaking, why: "calls that send null are refused"},
	{id: "param-default-changed", title: "a parameter that is not sent means something else", severity: Breaking, why: "calls that leave it out do something else, and nothing tells them"},
	{id: "limit-tightened", title: "what is sent is held to narrower limits", severity: Breaking, why: "values that were taken are refused"},
	{id: "limit-loosened", title: "what is sent is held to wider limits", severity: Minor, why: "values that were taken still are"},
	{id: "exclusive-added", title: "parameters exclude each other, or one of them must be sent", severity: Breaking, why: "calls that sent several, or none, are refused"},
	{id: "exclusive-removed", title: "parameters do not exclude each other any more, or none need be sent", severity: Minor, why: "calls that were taken still are"},
	{id: "param-wanted", title: "a parameter must be sent in a case in which it need not have been", severity: Breaking, why: "calls in that case are refused"},
	{id: "param-not-wanted", title: "a parameter need not be sent in a case in which it had to be", severity: Minor, why: "calls that were taken still are"},
}

var codeRules = []rule{
	{id: "error-removed", title: "an error code is gone", severity: Breaking, why: "its Go constant is gone"},
	{id: "error-added", title: "there is one more error code", severity: Minor, why: "which calls are refused with it is listed by itself"},
	{id: "error-status-changed", title: "an error comes with another status", severity: Breaking, why: "callers, proxies and retries that go by the status do something else"},
	{id: "error-class-changed", title: "an error is of another class", severity: Breaking, why: "errors.Is with the class answers something else, and so do retries"},
	{id: "error-family-changed", title: "an error is a special case of another one", severity: Breaking, why: "errors.Is with the general code answers something else",
		milder: Minor, whyMilder: "it still is of all that it was of"},
	{id: "error-reachable", title: "an operation may be refused with one more code", severity: Breaking, why: "callers who tell codes apart meet one that they do not know",
		milder: Minor, whyMilder: "it is a special case of a code that they had to reckon with"},
	{id: "error-unreachable", title: "an operation is not refused with a code any more", severity: Minor, why: "callers who reckon with it lose nothing"},
	{id: "failure-removed", title: "a failure code is gone", severity: Breaking, why: "its Go constant is gone"},
	{id: "failure-added", title: "there is one more failure code", severity: Minor, why: "failure codes are open: clients that were built before pass it on"},
	{id: "trigger-removed", title: "a row does not bring a failure about any more", severity: Breaking, why: "tests that go by it see something else"},
	{id: "trigger-added", title: "one more row brings a failure about", severity: Minor, why: "nobody goes by it yet"},
	{id: "event-removed", title: "an event is gone", severity: Breaking, why: "its Go constant is gone, and who waits for it waits for ever"},
	{id: "event-added", title: "there is one more event", severity: Minor, why: "nobody waits for it yet"},
	{id: "fact-removed", title: "a fact of the account is gone", severity: Breaking, why: "the option of the mock is gone"},
	{id: "fact-added", title: "there is one more fact of the account", severity: Minor, why: "it has a default"},
	{id: "fact-changed", title: "a fact of the account is of another type", severity: Breaking, why: "the option of the mock takes another type"},
	{id: "fact-default-changed", title: "a fact of the account is another unless told otherwise", severity: Minor, why: "tests against a new mock may see something else"},
	{id: "table-removed", title: "a table is gone", severity: Breaking, why: "what it tells in Go is gone"},
	{id: "table-added", title: "there is one more table", severity: Minor, why: "nobody uses it yet"},
	{id: "table-column-changed", title: "a column of a table is gone or of another type", severity: Breaking, why: "what it tells in Go is gone or of another type"},
	{id: "table-column-added", title: "a table has one more column", severity: Minor, why: "nobody uses it yet"},
	{id: "table-row-removed", title: "a row of a table is gone", severity: Breaking, why: "tests that go by it see something else"},
	{id: "table-row-added", title: "a table has one more row", severity: Minor, why: "nobody goes by it yet"},
	{id: "table-row-changed", title: "a row of a table says something else", severity: Minor, why: "what calls make of it is compared by itself"},
}

var behaviourRules = []rule{
	{id: "state-removed", title: "a state is gone", severity: Breaking, why: "its Go constant is gone"},
	{id: "state-added", title: "there is one more state", severity: Minor, why: "objects that were in the old ones are told apart more finely; a state is told from attributes, so nothing is lost"},
	{id: "state-changed", title: "a state fixes other values", severity: Breaking, why: "objects in it are not what callers knew them to be"},
	{id: "state-final-changed", title: "a state is final or is not any more", severity: Breaking, why: "callers stop waiting at final states, and wait at others"},
	{id: "clock-changed", title: "a clock counts from another time", severity: Breaking, why: "all that waits for it comes at another time"},
	{id: "window-shortened", title: "a window is shorter", severity: Breaking, why: "callers who come as late as they could are too late"},
	{id: "window-lengthened", title: "a window is longer", severity: Minor, why: "callers who came in time still do"},
	{id: "timer-removed", title: "a timer is gone", severity: Breaking, why: "what came about by itself does not any more"},
	{id: "timer-added", title: "there is one more timer", severity: Breaking, why: "objects that stayed as they were change by themselves"},
	{id: "timer-changed", title: "a timer fires at another time or in other cases", severity: Breaking, why: "what comes about by itself comes at another time or not at all"},
	{id: "signal-removed", title: "a signal is gone", severity: Breaking, why: "the method of the mock is gone"},
	{id: "signal-added", title: "there is one more signal", severity: Minor, why: "nobody sends it yet"},
	{id: "signal-changed", title: "a signal is heeded in other cases", severity: Breaking, why: "what others bring about happens to other objects"},
	{id: "effect-changed", title: "a change leads elsewhere, sets other values or leaves another event", severity: Breaking, why: "callers who did not read the answer anew take the object for something else"},
	{id: "derive-changed", title: "an attribute follows from others in another way", severity: Breaking, why: "callers who worked it out themselves come to another value"},
	{id: "load-changed", title: "an operation looks other objects up in another way", severity: Minor, why: "who is refused for it is compared by itself"},
	{id: "invariant-removed", title: "something is not promised any more", severity: Minor, why: "callers may have relied on it"},
	{id: "invariant-added", title: "something more is promised", severity: Patch, why: "what was promised before still is"},
	{id: "guard-tightened", title: "a call is refused that was done", severity: Breaking, why: "callers in that case are refused"},
	{id: "guard-loosened", title: "a call is done that was refused", severity: Minor, why: "callers who were let through still are"},
	{id: "guard-answer-changed", title: "a call is refused with another code", severity: Breaking, why: "callers who tell the codes apart take another way",
		milder: Minor, whyMilder: "the new code is a special case of the old one, so that errors.Is still holds"},
	{id: "guard-undecided", title: "guards differ, and nobody can say in what", severity: Breaking, why: "there is more to explore than `proof-size` allows, or what guards compare is worked out and only one answer was seen, so the worst is assumed"},
}

var wordRules = []rule{
	{id: "go-name-gone", title: "an exported Go name is gone", severity: Breaking, why: "code that uses the name does not compile, though the API is as it was"},
	{id: "deprecated", title: "something is deprecated", severity: Minor, why: "it still works; linters tell who uses it"},
	{id: "deprecation-withdrawn", title: "something is not deprecated any more", severity: Patch, why: "it worked all the while"},
	{id: "secret", title: "something is secret", severity: Minor, why: "what prints it or logs it leaves it out from then on; calls and answers are as they were"},
	{id: "secret-withdrawn", title: "something is not secret any more", severity: Breaking, why: "what prints or logs the Go struct shows the value from then on, in places that were never meant to hold it"},
	{id: "annotation-changed", title: "something has other annotations", severity: Patch, why: "only targets of others read them"},
	{id: "docs-changed", title: "something is described in other words", severity: Patch, why: "only readers see it"},
}
