"""Parses each file as C#. With --texts it prints the texts of the one file, as JSON."""

import json
import re
import sys

import tree_sitter_c_sharp
from tree_sitter import Language, Parser

parser = Parser(Language(tree_sitter_c_sharp.language()))


def parse(name):
    with open(name, "rb") as file:
        tree = parser.parse(file.read())
    if tree.root_node.has_error:
        sys.exit(f"{name}: {tree.root_node}")
    return tree.root_node


ESCAPES = {r"\n": "\n", r"\r": "\r", r"\t": "\t", r"\"": '"', r"\\": "\\"}


def texts(node):
    """Yields the texts of a tree: their parts, with what escapes stand for."""
    if node.type == "string_literal":
        text = ""
        for part in node.children:
            source = part.text.decode()
            if part.type == "escape_sequence":
                code = re.fullmatch(r"\\u([0-9a-f]{4})", source)
                text += chr(int(code[1], 16)) if code else ESCAPES[source]
            elif part.type == "string_literal_content":
                text += source
        yield text
    for child in node.children:
        yield from texts(child)


if sys.argv[1] == "--texts":
    print(json.dumps(list(texts(parse(sys.argv[2])))))
else:
    for argument in sys.argv[1:]:
        parse(argument)
