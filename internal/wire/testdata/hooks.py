"""What Schemathesis is told and checks beside what it knows itself."""

import os

import schemathesis
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import ensure_resource_availability

FORM = "application/x-www-form-urlencoded"

# What a document can only say in words: conditions on more than the body, and that a cursor is one that was given.
SAID_IN_WORDS = (" is required here", " is no cursor of this list")


@schemathesis.check
def shape_accepted(ctx, response, case):
    """No request that the document allows may be refused for its shape.

    Schemathesis' own positive_data_acceptance goes by the status, which a guard's refusal may share with one for shape.
    The mock says which of the two it was.
    """
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    for reason in response.headers.get("mock-refusal", []):
        if reason.startswith("shape:") and not reason.endswith(SAID_IN_WORDS):
            raise AssertionError(f"the document allows a request that is refused: {reason}")


@schemathesis.check
def created_is_there(ctx, response, case):
    """What was made can be called; but a 404 that tells of something that the body names says nothing of that."""
    if not any(r.startswith("load:") for r in response.headers.get("mock-refusal", [])):
        ensure_resource_availability(ctx, response, case)


@schemathesis.hook
def before_load_schema(ctx, schema):
    """Where links are followed, bodies are JSON alone, and a link's body is a whole one, as the standard has it:
    Schemathesis would add to it at random, and refuses to send a whole one where there are several media types."""
    if "WIRE_LINKS" not in os.environ:
        return
    for item in schema["paths"].values():
        for operation in item.values():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                content.pop(FORM, None)
            for response in operation["responses"].values():
                for link in response.get("links", {}).values():
                    if "requestBody" in link:
                        link["x-schemathesis"] = {"merge_body": False}


@schemathesis.hook
def before_generate_case(ctx, strategy):
    """Half of the valid JSON bodies are the document's own examples: chance alone seldom makes one that passes a guard."""
    bodies = examples(ctx.operation)
    if not bodies:
        return strategy

    def choose(case):
        if not case.meta.generation.mode.is_positive or case.media_type != "application/json":
            return st.just(case)
        return st.sampled_from([None] * len(bodies) + bodies).map(lambda body: replace(case, body))

    return strategy.flatmap(choose)


def examples(operation):
    raw = operation.definition.raw.get("requestBody", {}).get("content", {}).get("application/json", {})
    return [e["value"] for e in raw.get("examples", {}).values()]


def replace(case, body):
    # What has an example's members and no others came of a link, with an id that is real.
    linked = isinstance(case.body, dict) and any(set(case.body) == set(e) for e in examples(case.operation))
    if body is not None and not linked:
        case.body = dict(body)
    return case


@schemathesis.hook
def filter_case(ctx, case):
    """Forms are left out that no style of the standard can write: lists of objects, and names with brackets or none."""
    return case.media_type != FORM or not isinstance(case.body, dict) or plain(case.body)


def plain(body):
    values = [v for v in body.values() if isinstance(v, list)]
    names = [n for v in body.values() if isinstance(v, dict) for n in v]
    return not any(isinstance(x, dict) for v in values for x in v) and not any(n == "" or set(n) & set("[]") for n in names)
