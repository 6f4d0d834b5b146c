"""How a peer in Python is asked: the asking.hpp of ../cpp once more, in another language.

A peer's program calls Asking(), then measure() for each set that it can answer.
"""

import sys
import time


class Set:
    """Rows of whole numbers under a name: desk/question/distance."""

    def __init__(self, name):
        self.name = name
        self.desk, self.question, self.distance = name.split("/")
        self.rows = []

    def column(self, place):
        return [row[place] for row in self.rows]


class Asking:
    def __init__(self):
        if len(sys.argv) != 4:
            sys.exit(f"usage: {sys.argv[0]} QUESTIONS_FOLDER ANSWERS_FILE SECONDS_A_SET")
        self.folder = sys.argv[1]
        self.out = open(sys.argv[2], "w", encoding="utf-8")
        self.seconds = float(sys.argv[3])
        self.sets = []
        with open(f"{self.folder}/questions", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("set "):
                    self.sets.append(Set(line.split()[1]))
                else:
                    self.sets[-1].rows.append([int(field) for field in line.split()])

    def closed_dates(self, desk):
        """The dates on which a desk is closed, as ISO text."""
        with open(f"{self.folder}/{desk}.closed", encoding="utf-8") as lines:
            return lines.read().split()

    def version(self, text):
        print("version", text, file=self.out)

    def note(self, set_, text):
        """Why a set is not asked, or why its answers differ."""
        print("note", set_.name, text, file=self.out)

    def measure(self, set_, clock, ask, take=None, tell=list):
        """Times ask(take(rows)) and writes tell(its result), a list of whole numbers."""
        take = take or (lambda rows: rows)
        rows = set_.rows

        def timed(count):
            asked = take(rows[:count])
            begin = time.perf_counter()
            answers = ask(asked)
            return time.perf_counter() - begin, answers

        # A quarter of the time to warm up, over ever more rows; then the best of the rounds.
        count = 1
        last, answers = timed(count)
        spent = last
        while count < len(rows) and spent < self.seconds / 4:
            count = min(len(rows), count * 4)
            last, answers = timed(count)
            spent += last
        count = min(max(int(self.seconds / 5 / max(last / count, 1e-9)), 4), len(rows))
        best, answers = timed(count)
        spent = best
        while spent < self.seconds:
            last, answers = timed(count)
            best = min(best, last)
            spent += last
        print("set", set_.name, clock, count, best / count * 1e9, file=self.out)
        self.out.write("".join(f"{answer}\n" for answer in tell(answers)))
        self.out.flush()

    def measure_making(self, make):
        """Times the making of the desk that most sets ask, from its dates in memory."""
        best = spent = 0
        while spent < self.seconds:
            begin = time.perf_counter()
            make()
            last = time.perf_counter() - begin
            best = min(best, last) if spent else last
            spent += last
        print("set common/make/desk none 0", best * 1e9, file=self.out)
