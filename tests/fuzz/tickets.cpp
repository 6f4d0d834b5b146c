// Tickets of anyone: as JSON lines, and as columns of numbers.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "fuzz/targets.hpp"
#include "io/line_tickets.hpp"
#include "srok.h"

namespace srok::fuzz {
namespace {

const srok_regulation* promises() {
  srok_regulation* made = nullptr;
  MUST(srok_regulation_builtin("technotronics", &made, nullptr, 0) == SROK_OK);
  return made;
}

srok_book* book_of_one() {
  const srok_regulation* const editions[] = {promises()};
  srok_book* book = nullptr;
  MUST(srok_book_bind(editions, 1, &book, nullptr, 0) == SROK_OK);
  return book;
}

srok_regulation* edition(const std::string& terms) {
  const std::string text = "[regulation]\ntitle = \"A desk\"\n" + terms +
                           "\n[regulation.priorities]\nlow = 3\nhigh = 1\n[schedule]\n"
                           "zone = \"UTC\"\n[schedule.hours]\nmon = [\"07:00-16:00\"]\n"
                           "wed = [\"22:00-06:00\"]\n";
  srok_regulation* made = nullptr;
  MUST(srok_regulation_parse(text.data(), text.size(), &made, nullptr, 0) == SROK_OK);
  return made;
}

// A user's tickets stand in one queue, whatever their editions allow him.
srok_book* book_of_three() {
  std::array editions{edition("active_limit = 1"),
                      edition("active_limit = 3\neffective = 2023-12-15"),
                      edition("active_limit = 2\neffective = 2026-03-01")};
  srok_book* book = nullptr;
  MUST(srok_book_bind(editions.data(), editions.size(), &book, nullptr, 0) == SROK_OK);
  for (srok_regulation* one : editions) srok_regulation_free(one);  // the book keeps what it needs
  return book;
}

// What the reader of plain lines reads, the reader of all lines reads as well, and the same.
void read_by_both(std::string_view text) {
  static const regulation_book book{regulation::builtin("technotronics")};
  line_ticket plain, full;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (!read_plain_line(line, book, plain)) continue;
    read_line(line, book, full);
    MUST(testing::same(plain, full));
  }
}

}  // namespace

void ticket_lines(bytes input) {
  static srok_book* const book = book_of_one();
  static srok_book* const changing = book_of_three();
  const char* const text = reinterpret_cast<const char*>(input.data());
  read_by_both({text, input.size()});
  for (const std::int64_t now : {std::int64_t{1'773'700'000}, std::int64_t{INT64_MAX}}) {
    std::string by_regulation(1 << 16, '\0'), by_book(1 << 16, '\0');
    std::size_t first = 0, second = 0;
    const srok_status said = srok_tickets_json(promises(), now, text, input.size(),
                                               by_regulation.data(), by_regulation.size(), &first);
    MUST(said != SROK_INTERNAL);
    MUST(srok_book_tickets_json(book, now, text, input.size(), by_book.data(), by_book.size(),
                                &second) == said);
    MUST(first == second && by_regulation == by_book);
    MUST(srok_book_tickets_json(changing, now, text, input.size(), by_book.data(), by_book.size(),
                                &second) != SROK_INTERNAL);
  }
}

void ticket_columns(bytes input) {
  static const srok_book* const books[] = {book_of_one(), book_of_three()};
  numbers_of in{input};
  constexpr std::int64_t begin = 1'700'000'000;
  const std::int64_t now = in.below(8) == 0 ? in.number() : begin + in.below(100'000'000);
  std::vector<std::int64_t> offset{0}, user, at, value;
  std::vector<std::int32_t> channel, priority, kind;
  while (!in.ended() && user.size() < 64) {
    user.push_back(in.below(3));
    channel.push_back(static_cast<std::int32_t>(in.below(4)) - 1);
    priority.push_back(static_cast<std::int32_t>(in.below(7)) - 2);
    std::int64_t moment = begin + in.below(10'000'000);
    for (std::uint32_t events = in.below(9); events > 0; --events) {
      at.push_back(in.below(16) == 0 ? in.number() : moment);
      kind.push_back(static_cast<std::int32_t>(in.below(16)) - 1);
      value.push_back(in.below(4) == 0 ? in.number() : in.below(8));
      moment += in.below(1'000'000);
    }
    offset.push_back(in.below(64) == 0 ? in.number() : static_cast<std::int64_t>(at.size()));
  }
  const std::size_t tickets = user.size();
  std::vector<std::int32_t> state(tickets);
  std::vector<srok_status> why(tickets);
  std::array<std::vector<std::int64_t>, 9> out;
  for (auto& column : out) column.resize(tickets);
  // Offsets that leave the columns are the caller's fault, which no function can see: they may only
  // go wrong inside.
  for (const std::int64_t o : offset) {
    if (o < 0 || o > static_cast<std::int64_t>(at.size())) return;
  }
  for (const srok_book* const book : books) {
    const srok_status said = srok_tickets_batch(
        book, now, tickets, offset.data(), user.data(), channel.data(), priority.data(), at.data(),
        kind.data(), value.data(), state.data(), out[0].data(), out[1].data(), out[2].data(),
        out[3].data(), out[4].data(), out[5].data(), out[6].data(), out[7].data(), out[8].data(),
        why.data());
    MUST(said == SROK_OK || said == SROK_SOME_ROWS_FAILED || said == SROK_BAD_ARGUMENT);
    if (said == SROK_BAD_ARGUMENT) continue;
    for (std::size_t i = 0; i < tickets; ++i) {
      MUST(why[i] != SROK_INTERNAL);
      MUST(why[i] == SROK_OK ||
           state[i] == INT32_MIN);  // a ticket submitted after now has none either
      if (why[i] != SROK_OK) MUST(out[0][i] == SROK_NONE);
    }
  }
}

}  // namespace srok::fuzz
