"""Finds in a C++ source every place where one operator, comparison or constant can be another."""

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
    found = []
    for match in TOKEN.finditer(seen):
        instead = changed(match)
        first = text.rfind('\n', 0, match.start()) + 1
        last = text.find('\n', match.end())
        last = len(text) if last < 0 else last
        found.append(Mutant(
            file, text.count('\n', 0, first) + 1, match.start(), match.end(), instead,
            text[first:last].strip(),
            (text[first:match.start()] + instead + text[match.end():last]).strip()))
    return found
