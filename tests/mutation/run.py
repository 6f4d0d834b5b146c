#!/usr/bin/env python3
"""Breaks the engine, the calendar parser and the timer in one place at a time and asks the tests.

README.md says what is broken, how, and what came of it.
"""

import argparse
import collections
import json
import pathlib
import random
import shlex
import subprocess
import sys
import time

import mutants
import survivors

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCOPE = {
    'timer': ['src/sla/stops.*', 'src/sla/ticket_fold.*'],
    'calendar': ['include/srok/calendar/*.hpp', 'src/calendar/*', 'src/io/calendar_block*', 'src/io/calendar_text.cpp'],
    'vectors': ['src/engine/batch_vectors.cpp', 'src/engine/vector_*.hpp'],
    'engine': ['src/engine/*.cpp'],
    'engine header': ['include/srok/engine/*.hpp', 'src/engine/*.hpp'],
}

# What is asked, the quickest first: the sources that are compiled again for it as far as they read the mutant, then
# the test. Each step keeps what the steps before it compiled.
VECTORS = (['src/engine/batch_vectors'],
           ['engine_test --abort-after=1 --test-case=*vectors*,*asked?again*,*answers?the?desk*'])
LAYOUTS = (['src/engine/', 'tests/engine/layouts'], ['engine_test --test-case=*layouts.tsv*'])
QUESTIONS = (['src/c_api/questions.cpp', 'src/engine/pauses.cpp'], ['vectors'])
ENGINE = (['src/engine/', 'tests/engine/'], ['engine_test --abort-after=1'])
BOUNDARY = (['src/c_api/', 'tests/c_api/'], ['vectors', 'c_api_test', 'c_api_cases_test', 'field_test'])
ALL_DAYS = (['tests/exhaustive/'], ['exhaustive_test --test-case=*2?073?600*'])
CALENDAR = (['src/calendar/', 'src/io/calendar', 'src/io/schedule', 'tests/calendar/', 'tests/io/calendar'],
            ['calendar_test', 'io_test'])
LIMITS = (['tests/limits/readers'], ['limits.readers_test --abort-after=1'])
SLA = (['src/sla/', 'tests/sla/'], ['sla_test'])
FACES = (['src/', 'tests/'], ['c_api_test', 'c_api_cases_test', 'field_test', 'cli_test', 'io_test'])
TICKETS_AGAIN = (['src/c_api/'], ['oracle_tickets/run.py'])
ENGINE_AGAIN = (['src/c_api/'], ['oracle/run.py'])
STEPS = {
    'vectors': [VECTORS, ENGINE],
    'engine header': [QUESTIONS, LAYOUTS, ENGINE, BOUNDARY, ALL_DAYS],
    'engine': [LAYOUTS, BOUNDARY, ENGINE, LIMITS, ALL_DAYS, SLA, FACES, ENGINE_AGAIN],
    'calendar': [CALENDAR, BOUNDARY, LIMITS, ENGINE, FACES],
    'timer': [SLA, FACES, TICKETS_AGAIN],
}
VECTOR_SOURCE = 'src/engine/batch_vectors.cpp'
PROGRAMS = ['vectors', 'c_api_test', 'c_api_cases_test', 'field_test', 'engine_test', 'exhaustive_test',
            'calendar_test', 'io_test', 'limits.readers_test', 'sla_test', 'cli_test']
SLOWEST = 60  # seconds; the slowest test takes a tenth of it


class Build:
    """A build of the tests as they are, and of what differs from it when one source is a mutant."""

    def __init__(self, folder):
        self.folder = folder
        self.mutant = folder / 'mutant'

    def prepare(self):
        configure = ['cmake', '-S', ROOT, '-B', self.folder, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Debug',
                     '-DCMAKE_CXX_FLAGS_DEBUG=-O1', '-DSROK_TESTS=ON']
        subprocess.run(configure, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(['ninja', '-C', self.folder, *PROGRAMS], check=True, stdout=subprocess.DEVNULL)
        self.compile = {}  # object: its command
        self.source = {}   # object: its source, when that is ours
        for entry in json.loads((self.folder / 'compile_commands.json').read_text()):
            command = shlex.split(entry['command'])
            output = command[command.index('-o') + 1]
            source = pathlib.Path(entry['file'])
            if source.is_relative_to(ROOT) and 'srok_generate' not in output:
                self.compile[output] = command
                self.source[output] = str(source.relative_to(ROOT))
        self.link = {name: self.link_command(name) for name in PROGRAMS + ['srok_c']}
        self.readers = self.read_dependencies()

    def link_command(self, target):
        commands = self.ninja('-t', 'commands', target)
        links = [c for c in commands.splitlines() if f' -o {"libsrok.so" if target == "srok_c" else "tests/"}' in c]
        return shlex.split(links[-1].removeprefix(': && ').removesuffix(' && :'))

    def read_dependencies(self):
        """Which objects read a source."""
        readers = collections.defaultdict(set)
        for line in self.ninja('-t', 'deps').splitlines():
            if line.startswith(' '):
                path = (self.folder / line.strip()).resolve()
                if path.is_relative_to(ROOT) and output in self.source:
                    readers[str(path.relative_to(ROOT))].add(output)
            elif line:
                output = line.split(': #deps')[0]
        return readers

    def ninja(self, *arguments):
        return subprocess.run(['ninja', '-C', self.folder, '--quiet', *arguments], check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    # ---- one mutant ----

    def begin(self, mutant):
        subprocess.run(['rm', '-rf', self.mutant], check=True)
        path = self.mutant / mutant.file
        path.parent.mkdir(parents=True)
        path.write_text(mutant.applied((ROOT / mutant.file).read_text()))
        self.file = mutant.file
        self.objects = {}

    def compiled(self, sources):
        """Compiles the readers of the mutant among the sources; whether they compile."""
        for output in sorted(self.readers[self.file]):
            source = self.source[output]
            if output in self.objects or not (source == self.file or source.startswith(tuple(sources))):
                continue
            target = self.mutant / output
            target.parent.mkdir(parents=True, exist_ok=True)
            command = ['-w', f'-I{self.mutant}/include', f'-I{self.mutant}/src']
            given = [part for part in self.compile[output] if part != 'ccache']
            command = [given[0], *command, *given[1:]]
            command[command.index('-o') + 1] = str(target)
            for flag in ('-MT', '-MF'):
                if flag in command:
                    at = command.index(flag)
                    del command[at:at + 2]
            if source == self.file:
                command[-1] = str(self.mutant / source)
            if source == VECTOR_SOURCE:
                command.append('-O0')  # 3 s instead of 7
            if '-MD' in command:
                command.remove('-MD')
            if subprocess.run(command, cwd=self.folder, capture_output=True).returncode != 0:
                return False
            self.objects[output] = str(target)
        return True

    def linked(self, name):
        """Links a program, the mutant's objects first: then the library's own are not taken."""
        library = [path for output, path in self.objects.items() if 'srok_objects' in output]
        command = []
        for part in self.link[name]:
            if part == 'libsrok++.a':
                command += library
            command.append(self.objects.get(part, part))
        target = self.mutant / ('libsrok.so.0' if name == 'srok_c' else f'{name}.program')
        command[command.index('-o') + 1] = str(target)
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        return target

    def passes(self, test):
        name, *arguments = shlex.split(test)
        if name.endswith('.py'):
            command = [sys.executable, HERE.parent / name, self.mutant / 'libsrok.so.0']
        else:
            command = [self.linked(name)]
            command += ['run', HERE.parent / 'vectors'] if name == 'vectors' else arguments or ['--abort-after=1']
        environment = {'LD_LIBRARY_PATH': str(self.mutant), 'RC_PARAMS': 'seed=1', 'PATH': '/usr/bin:/bin'}
        try:
            return subprocess.run(command, cwd=self.mutant, env=environment, timeout=SLOWEST,
                                  capture_output=True).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def judge(self, mutant, steps):
        """What became of the mutant: the test that killed it, 'invalid' or None."""
        self.begin(mutant)
        for sources, tests in steps:
            if not self.compiled(sources):
                return 'invalid'
            if not self.objects:
                continue
            if any(name in test for test in tests for name in ('vectors', 'c_api', 'field', '.py')):
                self.linked('srok_c')
            for test in tests:
                if not self.passes(test):
                    return test.split()[0]
        return None


def scope():
    """Each file in question with its kind."""
    kinds = {}
    for kind, patterns in SCOPE.items():
        for pattern in patterns:
            for path in sorted(ROOT.glob(pattern)):
                kinds.setdefault(str(path.relative_to(ROOT)), kind)
    return kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('file', nargs='*', help='of these files alone, or folders')
    parser.add_argument('--sample', type=int, metavar='N', help='N mutants of each file, or all there are')
    parser.add_argument('--one-in', type=int, metavar='N', help='each mutant with a chance of one in N')
    parser.add_argument('--seed', type=int, default=1, help='of the choice (1)')
    parser.add_argument('--list', action='store_true', help='only say how many mutants each file has')
    parser.add_argument('--check', action='store_true', help='only look whether survivors.txt is of this source')
    parser.add_argument('--skip-argued', action='store_true', help='ask no test about those that survivors.txt argues')
    parser.add_argument('--line', type=int, metavar='N', help='only the mutants of this line')
    parser.add_argument('--build', type=pathlib.Path, default=ROOT / 'build/mutation', metavar='FOLDER')
    options = parser.parse_args()

    files = {file: kind for file, kind in scope().items()
             if not options.file or any(file.startswith(chosen) for chosen in options.file)}
    if not files:
        parser.error('no such file in question: ' + ' '.join(options.file))
    argued = survivors.read(HERE / 'survivors.txt')
    found = {file: mutants.mutants_of(file, (ROOT / file).read_text()) for file in scope()}
    stale = survivors.stale(argued, found)
    for entry in stale:
        print(f'survivors.txt:{entry.number}: no such mutant of {entry.file} any more: {entry.after}')
    if options.check:
        print(f'{len(argued)} argued survivors, {len(stale)} stale')
        return 1 if stale else 0
    if options.list:
        for file in files:
            print(f'{len(found[file]):6}  {file}')
        print(f'{sum(len(found[file]) for file in files):6}')
        return 0
    return judge_all(options, files, found, {entry.name() for entry in argued}) or (1 if stale else 0)


def judge_all(options, files, found, argued):
    build = Build(options.build)
    build.prepare()
    total = collections.Counter()
    for file, kind in files.items():
        chosen = [m for m in found[file] if options.line in (None, m.number)]
        chance = random.Random(f'{options.seed} {file}')
        if options.sample is not None and options.sample < len(chosen):
            chosen = chance.sample(chosen, options.sample)
        if options.one_in is not None:
            chosen = [m for m in chosen if chance.randrange(options.one_in) == 0]
        count = collections.Counter()
        begin = time.monotonic()
        for mutant in sorted(chosen, key=lambda m: m.begin):
            if options.skip_argued and mutant.name() in argued:
                count['argued'] += 1
                continue
            verdict = build.judge(mutant, STEPS[kind])
            if verdict == 'invalid':
                count['invalid'] += 1
            elif verdict is not None:
                count['killed'] += 1
                count[verdict] += 1
            else:
                known = mutant.name() in argued
                count['argued' if known else 'survived'] += 1
                if not known:
                    print(f'{file}:{mutant.number}\n- {mutant.before}\n+ {mutant.after}', flush=True)
        total.update(count)
        print(summary(file, count, time.monotonic() - begin), flush=True)
    print(summary('all', total, 0))
    return 1 if total['survived'] else 0


def summary(name, count, seconds):
    valid = count['killed'] + count['argued'] + count['survived']
    share = 100 * count['killed'] / valid if valid else 100
    by = ', '.join(f'{n} {key}' for key, n in count.most_common() if key not in ('killed', 'argued', 'survived', 'invalid'))
    return (f'{name}: {count["killed"]} of {valid} killed ({share:.1f} %), {count["argued"]} argued, '
            f'{count["survived"]} survived, {count["invalid"]} did not compile; {by}; {seconds:.0f} s')


if __name__ == '__main__':
    sys.exit(main())
