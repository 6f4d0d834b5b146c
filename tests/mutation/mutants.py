"""Finds in a C++ source every place where one operator, comparison or constant can be another, a statement can be left
out, or nothing be returned."""

import dataclasses
import re

# What no test can or need see: comments, text, the preprocessor, and what only the compiler asks.
SKIPPED = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"
    r'|^[ \t]*\#(?:\\\n|[^\n])*'
    r'|\bstatic_assert\s*\([^;]*\);'
    r'|\boperator\s*[-+*/%<>=!&|]+',
    re.DOTALL | re.MULTILINE)

# clang-format puts a space before and a space or the end of the line behind a binary operator, and before no
# template bracket, reference or sign.
BINARY = {
    '<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '!=', '!=': '==',
    '+': '-', '-': '+', '*': '/', '/': '*', '%': '*',
    '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=',
    '&&': '||', '||': '&&',
    '<<': '>>', '>>': '<<', '&': '|', '|': '&', '^': '&', '|=': '&=', '&=': '|=', '<<=': '>>=', '>>=': '<<=',
}
WORDS = {
    'true': 'false', 'false': 'true',
    'min': 'max', 'max': 'min', 'Min': 'Max', 'Max': 'Min',
    'lower_bound': 'upper_bound', 'upper_bound': 'lower_bound',
    'any_of': 'all_of', 'all_of': 'any_of',
}
TOKEN = re.compile(
    r"(?P<number>(?<![\w.'])(?:0[xX][0-9a-fA-F']+|[0-9][0-9']*)(?![0-9a-fA-F'.]))"
    r'|(?P<word>\b(?:' + '|'.join(WORDS) + r')\b)'
    r'|(?P<binary>(?<= )(?:' + '|'.join(re.escape(o) for o in sorted(BINARY, key=len, reverse=True)) + r')(?=[ \n]))'
    r'|(?P<step>\+\+|--)'
    r'|(?P<negation>(?<![\w!])!(?=[\w(*]))'
    r'|(?P<sign>(?<=[( ])-(?=[\w(]))')
# A statement on a line of its own that declares nothing: an early end, an assignment, a call.
PLACE = r'[\w.:>\-\[\]*()&]+'
STATEMENT = re.compile(
    r'(?<=[;{}):])[ \n]*\n[ ]+(?P<statement>'
    r'if (?:constexpr )?\([^\n]*\) [^\n{};]*;'
    rf'|{PLACE} (?:[-+*/%&|^]|<<|>>)?= [^\n;]*;'
    r'|(?:\+\+|--)[\w.>\-\[\]]+;|[\w.>\-\[\]]+(?:\+\+|--);'
    r'|(?!return\b)[\w.:>\-\[\]]+\([^\n;]*\);)(?=[ ]*\n)')
RETURNED = re.compile(r'\breturn (?P<statement>[^\n;{}]+);')


@dataclasses.dataclass(frozen=True)
class Mutant:
    """One change of a source. The line before and after it is its name: it outlives its number."""
    file: str
    number: int
    begin: int
    end: int
    instead: str
    before: str
    after: str

    def applied(self, text):
        return text[:self.begin] + self.instead + text[self.end:]

    def name(self):
        return self.file, self.before, self.after


def next_number(text):
    """0 becomes 1 and n becomes n + 1, in the same base."""
    value = int(text.replace("'", ''), 16 if text[:2] in ('0x', '0X') else 10) + 1
    return hex(value) if text[:2] in ('0x', '0X') else str(value)


def changed(match):
    kind, text = match.lastgroup, match.group()
    if kind == 'number':
        return next_number(text)
    if kind == 'word':
        return WORDS[text]
    if kind == 'binary':
        return BINARY[text]
    if kind == 'step':
        return {'++': '--', '--': '++'}[text]
    return ''  # a negation or a sign is taken away


def mutants_of(file, text):
    """Every mutant of the text, in order."""
    seen = SKIPPED.sub(lambda m: re.sub(r'[^\n]', ' ', m.group()), text)
    places = [(match.span(), changed(match)) for match in TOKEN.finditer(seen)]
    places += [(match.span('statement'), ';') for match in statements_of(seen)]
    places += [(match.span('statement'), '{}') for match in RETURNED.finditer(seen)
               if match.group('statement') not in ('0', 'false', 'nullptr', 'std::nullopt')]
    found = []
    for (begin, end), instead in sorted(places):
        first = text.rfind('\n', 0, begin) + 1
        last = text.find('\n', end)
        last = len(text) if last < 0 else last
        found.append(Mutant(
            file, text.count('\n', 0, first) + 1, begin, end, instead,
            text[first:last].strip(),
            (text[first:begin] + instead + text[end:last]).strip()))
    return found


def statements_of(seen):
    at = 0
    while match := STATEMENT.search(seen, at):
        yield match
        at = match.end() - 1  # its semicolon comes before the next one
