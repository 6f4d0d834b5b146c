"""Reads survivors.txt: mutants that no test can see, and why."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Survivor:
    number: int  # of the line in survivors.txt
    file: str
    before: str
    after: str
    why: str

    def name(self):
        return self.file, self.before, self.after


def read(path):
    """Blocks, with an empty line between: the file, then `- line`, `+ line as mutated` (several), then why."""
    entries = []
    block = []
    for number, line in enumerate([*path.read_text().splitlines(), ''], 1):
        if line and not line.startswith('#'):
            block.append((number, line))
        elif not line and block:
            entries += entries_of(block)
            block = []
    return entries


def entries_of(block):
    (_, file), *rest = block
    why = ' '.join(line for _, line in rest if line[:2] not in ('- ', '+ '))
    before = None
    changes = []
    for number, line in rest:
        if line.startswith('- '):
            before = line[2:]
        elif line.startswith('+ '):
            changes.append((number, before, line[2:]))
    if not why or not changes or before is None:
        raise ValueError(f'survivors.txt:{block[0][0]}: a block needs a file, "- ", "+ " and a reason')
    return [Survivor(number, file, before, after, why) for number, before, after in changes]


def stale(entries, found):
    """The entries whose mutant is not there."""
    names = {mutant.name() for of_file in found.values() for mutant in of_file}
    return [entry for entry in entries if entry.name() not in names]
