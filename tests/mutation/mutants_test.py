#!/usr/bin/env python3
"""Whether what breaks the sources breaks all it should, and is noticed: on one function with a test of its own.

    mutants_test.py C++_COMPILER
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import mutants
import survivors

FUNCTION = '''
/* a < b in a comment is no operator, nor is // one in "1 < 2" */
constexpr int whole = 100;

// The percents of a budget that are spent, at least 1 once any of it is.
int percent_spent(int spent, int budget, bool paused) {
  static_assert(whole > 1, "a == b");
  if (budget <= 0 || paused) return 0;
  int percent = std::min(spent * whole / budget, whole);
  if (!paused && spent > 0 && percent < 1) ++percent;
  return percent;
}
'''
PROGRAM = '''#include <algorithm>
%s
int main() {
  const bool right = percent_spent(2, 4, false) == 50 && percent_spent(9, 4, false) == 100 &&
                     percent_spent(1, 1000, false) == 1 && percent_spent(0, 4, false) == 0 &&
                     percent_spent(1, 1, false) == 100 && percent_spent(1, 100, false) == 1 &&
                     percent_spent(2, 100, false) == 2 && percent_spent(200, 1, true) == 0 &&
                     percent_spent(5, 0, false) == 0 && percent_spent(99, 100, false) == 99;
  return right ? 0 : 1;
}
'''
CHANGES = ['100 101', 'if (budget <= 0 || paused) return 0; ;', '<= <', '0 1', '|| &&', '0 1', 'min max', '* /', '/ *',
           'if (!paused && spent > 0 && percent < 1) ++percent; ;', '! ', '&& ||', '> >=', '0 1', '&& ||', '< <=',
           '1 2', '++ --', 'percent {}']
UNSEEN = '''# A comment.
function.cpp
- if (!paused && spent > 0 && percent < 1) ++percent;
+ if (!paused || spent > 0 && percent < 1) ++percent;
+ if (!paused && spent > 0 && percent < 1) --percent;
Why: an example of the form, not of the truth.

function.cpp
- if (gone) return;
+ if (!gone) return;
Why: the line is no longer there.
'''


class MutantsTest(unittest.TestCase):
    compiler = 'c++'

    def test_every_operator_comparison_and_constant_is_changed_and_nothing_else(self):
        found = mutants.mutants_of('function.cpp', FUNCTION)
        self.assertEqual([f'{FUNCTION[m.begin:m.end]} {m.instead}' for m in found], CHANGES)

    def test_a_number_keeps_its_base(self):
        found = mutants.mutants_of('a.hpp', "x = 0x7fff; y = 86'400; z = 1U; t = v1; f = 1.5; c = '0'; r = -1;")
        self.assertEqual([m.instead for m in found], ['0x8000', '86401', '2', '', '2'])

    def test_template_brackets_references_and_operator_names_stay(self):
        found = mutants.mutants_of('a.hpp', 'template <class T> bool operator==(const T&, T&& a); T* b; f(*b, &a);')
        self.assertEqual(found, [])

    def test_a_statement_of_one_line_is_left_out_and_no_declaration_or_part_of_one(self):
        found = mutants.mutants_of('a.cpp', """
void f(int a) {
  int b = a;
  b += g(a);
  h(a,
    g(b));
  if (a)
    ++at[b];
  std::sort(x.begin(), x.end());
  const auto c = [&](int d) {
    break;
  };
}
""")
        self.assertEqual([m.before for m in found if m.instead == ';'],
                         ['b += g(a);', '++at[b];', 'std::sort(x.begin(), x.end());'])

    def test_the_test_of_the_function_fails_with_every_mutant(self):
        found = mutants.mutants_of('function.cpp', FUNCTION)
        alive = [m.after for m in found if self.passes(m.applied(FUNCTION))]
        self.assertTrue(self.passes(FUNCTION))
        self.assertEqual(alive, [])

    def passes(self, function):
        with tempfile.TemporaryDirectory() as room:
            source, program = pathlib.Path(room, 'a.cpp'), pathlib.Path(room, 'a')
            source.write_text(PROGRAM % function)
            subprocess.run([self.compiler, '-std=c++20', '-w', source, '-o', program], check=True)
            return subprocess.run([program], capture_output=True).returncode == 0

    def test_survivors_are_read_and_those_of_lines_that_are_gone_are_named(self):
        with tempfile.NamedTemporaryFile('w', suffix='.txt') as file:
            file.write(UNSEEN)
            file.flush()
            argued = survivors.read(pathlib.Path(file.name))
        stale = survivors.stale(argued, {'function.cpp': mutants.mutants_of('function.cpp', FUNCTION)})
        self.assertEqual(len(argued), 3)
        self.assertEqual([(entry.number, entry.after) for entry in stale], [(10, 'if (!gone) return;')])


if __name__ == '__main__':
    MutantsTest.compiler = sys.argv.pop()
    unittest.main()
