# SPDX-License-Identifier: MIT
"""Small changes of C source text, each of which some test should notice.

A file is cut into tokens; nothing is parsed beyond that, so some mutants do not compile. A change
never moves a line."""
import re
from dataclasses import dataclass

TOKEN = re.compile(r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:[^\n\\]|\\.)*)
  | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<number>\d[\w.]*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign><<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)
""", re.VERBOSE | re.DOTALL | re.MULTILINE)

SWAPS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "+=": "-=", "-=": "+=", "|=": "&=", "++": "--", "--": "++", "true": "false", "false": "true",
}
# What a statement of these words begins is not deleted: it would not compile, or say nothing.
KEPT = {"return", "if", "for", "while", "do", "switch", "case", "default", "else", "goto", "const",
        "static", "struct", "enum", "bool", "char", "int", "unsigned", "size_t", "_Static_assert"}


@dataclass(frozen=True)
class Mutant:
    path: str
    line: int
    kind: str
    start: int
    end: int
    text: str  # what stands there instead

    def apply(self, source):
        gone = source[self.start:self.end]
        lines = "\n" * (gone.count("\n") - self.text.count("\n"))
        return source[:self.start] + self.text + lines + source[self.end:]

    def describe(self, source):
        gone = " ".join(source[self.start:self.end].split())
        there = "" if self.kind == "negate" else f" -> {self.text or 'nothing'}"
        return f"{self.path}:{self.line}: {self.kind}: {gone}{there}"


def tokens_of(source):
    return [(m.lastgroup, m.group(), m.start(), m.end()) for m in TOKEN.finditer(source)
            if m.lastgroup != "space"]


def matching(tokens, at):
    """The index of the bracket that closes the one at AT."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    opened, closed, depth = tokens[at][1], pairs[tokens[at][1]], 0
    for i in range(at, len(tokens)):
        depth += (tokens[i][1] == opened) - (tokens[i][1] == closed)
        if depth == 0:
            return i
    return len(tokens) - 1


def bodies(tokens):
    """Ranges of tokens: (first, last, whether it is a function's body or else a table)."""
    at = 0
    while at < len(tokens):
        if tokens[at][1] == "{":
            end = matching(tokens, at)
            before = tokens[at - 1][1]
            if before in (")", "="):
                yield at, end, before == ")"
            at = end
        at += 1


def statements(tokens, first, last):
    """Simple statements: from behind ; { } or a closing condition to their semicolon."""
    begin = first + 1
    at = begin
    while at < last:
        text = tokens[at][1]
        if text in ("if", "for", "while", "switch") and tokens[at + 1][1] == "(":
            at = matching(tokens, at + 1)
            begin = at + 1
        elif text in ("{", "}", "else", "do"):
            begin = at + 1
        elif text == "(":
            at = matching(tokens, at)
        elif text == ";":
            if begin < at:
                yield begin, at
            begin = at + 1
        at += 1


def is_declaration(tokens, begin):
    """`type name` or `type *name`."""
    if tokens[begin][1] in KEPT or re.fullmatch(r"u?int\d+_t|label_set", tokens[begin][1]):
        return True
    following = [t[1] if t[0] != "word" else "word" for t in tokens[begin:begin + 3]]
    return following[:2] == ["word", "word"] or following == ["word", "*", "word"]


def in_function(tokens, first, last):
    for begin, end in statements(tokens, first, last):
        if not is_declaration(tokens, begin):
            yield "delete", tokens[begin][2], tokens[end][2], ""
    for i in range(first, last):
        group, text, start, end = tokens[i]
        if text in ("if", "while") and tokens[i + 1][1] == "(":
            closing = matching(tokens, i + 1)
            yield "negate", tokens[i + 1][3], tokens[closing][2], "!"
        if text in SWAPS and not (text in ("<", ">") and group != "sign"):
            yield "swap", start, end, SWAPS[text]
        if text in "+-" and tokens[i - 1][0] in ("word", "number") and group == "sign":
            yield "swap", start, end, "-" if text == "+" else "+"
        if group == "number" and re.fullmatch(r"\d+", text):
            yield "number", start, end, str(int(text) + 1)


def in_table(tokens, first, last):
    """Rows with designators."""
    at = first + 1
    while at < last:
        end = at
        while end < last and tokens[end][1] != ",":
            end = matching(tokens, end) + 1 if tokens[end][1] in "({[" else end + 1
        if tokens[at][1] == "[":
            yield "row", tokens[at][2], tokens[min(end, last - 1)][3], ""
        at = end + 1


def mutants_of(path, source):
    tokens = tokens_of(source)
    for first, last, function in bodies(tokens):
        for kind, start, end, text in (in_function if function else in_table)(tokens, first, last):
            if kind == "negate":
                text = f"!({source[start:end]})"
            line = source.count("\n", 0, start) + 1
            yield Mutant(path, line, kind, start, end, text)
