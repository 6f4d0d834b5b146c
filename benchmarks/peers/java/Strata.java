// OpenGamma Strata as a peer, and the asking.hpp of ../cpp once more, in Java: an ImmutableHolidayCalendar, one
// 32-bit word a month; dates alone.

import com.opengamma.strata.basics.date.HolidayCalendarId;
import com.opengamma.strata.basics.date.ImmutableHolidayCalendar;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToLongFunction;

public final class Strata {

  /** Rows of whole numbers under a name: desk/question/distance. */
  private record Questions(String name, List<long[]> rows) {
    String word(int place) {
      return name.split("/")[place];
    }
  }

  private static PrintStream out;
  private static Path folder;
  private static double seconds;
  private static final Set<String> WARM = new HashSet<>();

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: Strata QUESTIONS_FOLDER ANSWERS_FILE SECONDS_A_SET");
      System.exit(2);
    }
    folder = Path.of(arguments[0]);
    seconds = Double.parseDouble(arguments[2]);
    out = new PrintStream(arguments[1]);
    out.println("version " + versionOf(ImmutableHolidayCalendar.class));
    for (Questions set : read()) {
      String question = set.word(1);
      if (!question.equals("add_days") && !question.equals("days_between")) {
        continue;
      }
      ImmutableHolidayCalendar desk = made(closedDates(set.word(0)));
      int count = set.rows().size();
      LocalDate[] first = new LocalDate[count];
      LocalDate[] second = new LocalDate[count];
      int[] days = new int[count];
      for (int row = 0; row < count; row++) {
        long[] values = set.rows().get(row);
        first[row] = LocalDate.ofEpochDay(values[0]);
        second[row] = LocalDate.ofEpochDay(values[1]);
        days[row] = (int) values[1];
      }
      if (question.equals("add_days")) {
        LocalDate[] answers = new LocalDate[count];
        measure(set, row -> {
          answers[row] = desk.shift(first[row], days[row]);
          return 0;
        }, row -> answers[row].toEpochDay());
      } else {
        int[] answers = new int[count];
        measure(set, row -> answers[row] = desk.daysBetween(first[row], second[row]),
            row -> answers[row]);
      }
    }
    List<LocalDate> closed = closedDates("common");
    double making = bestRound(() -> timed(1, row -> made(closed).hashCode()));
    out.println("set common/make/desk none 0 " + making * 1e9);
    out.close();
  }

  private static String versionOf(Class<?> of) {
    // The jar does not say it in its manifest; its name does.
    String jar = of.getProtectionDomain().getCodeSource().getLocation().getPath();
    return jar.replaceAll(".*-([0-9.]+)\\.jar", "$1");
  }

  private static ImmutableHolidayCalendar made(List<LocalDate> closed) {
    return ImmutableHolidayCalendar.of(
        HolidayCalendarId.of("DESK"), closed, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  }

  private static List<LocalDate> closedDates(String desk) throws IOException {
    List<LocalDate> result = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(desk + ".closed"))) {
      result.add(LocalDate.parse(line));
    }
    // Its fast words reach from the year of the first holiday to that of the last. A Saturday and a
    // Sunday that are closed anyway let them cover all years that are asked, as srok's tables do.
    result.add(LocalDate.of(1999, 1, 2));
    result.add(LocalDate.of(2027, 12, 26));
    return result;
  }

  private static List<Questions> read() throws IOException {
    List<Questions> sets = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("questions"))) {
      if (line.startsWith("set ")) {
        sets.add(new Questions(line.substring(4), new ArrayList<>()));
      } else {
        sets.get(sets.size() - 1).rows().add(
            Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray());
      }
    }
    return sets;
  }

  // ---- measuring ----

  private interface Round {
    double run();
  }

  private static double timed(int count, IntToLongFunction ask) {
    long begin = System.nanoTime();
    for (int row = 0; row < count; row++) {
      ask.applyAsLong(row);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double bestRound(Round round) {
    double best = round.run();
    for (double spent = best; spent < seconds;) {
      double last = round.run();
      best = Math.min(best, last);
      spent += last;
    }
    return best;
  }

  private static void measure(Questions set, IntToLongFunction ask, IntToLongFunction answer) {
    int all = set.rows().size();
    // Long enough for the second compiler, with the same loop that is measured afterwards. The code
    // is the same for all sets of a question, so the first of them warms up for the others too.
    double warmUp = WARM.add(set.word(1)) ? 2 : 0.25;
    double last = 0;
    for (double spent = 0; spent < warmUp; spent += last) {
      last = timed(all, ask);
    }
    int count = (int) Math.min(Math.max(seconds / 5 / (last / all), 4), all);
    double best = bestRound(() -> timed(count, ask));
    out.println("set " + set.name() + " none " + count + " " + best / count * 1e9);
    for (int row = 0; row < count; row++) {
      out.println(answer.applyAsLong(row));
    }
  }
}
