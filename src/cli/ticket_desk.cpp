#include "cli/ticket_desk.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>

#include "io/moment_text.hpp"
#include "sla/numbering.hpp"
#include "sla/user_desk.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {

CLI::Option& add_ticket_options(CLI::App& command, ticket_options& options) {
  command.add_option("file", options.file, "Tickets, a JSON object a line; - is standard input")
      ->required()
      ->type_name("FILE");
  CLI::Option* const now =
      command.add_option("--now", options.now, "The moment at which they are asked for");
  now->required()->type_name("TIME");
  add_thread_options(command, options);
  return *now;
}

std::vector<line_block> read_lines(const ticket_options& options) {
  line_reader reader{options.file};
  std::vector<line_block> lines;
  while (auto block = reader.next()) lines.push_back(std::move(*block));
  return lines;
}

ticket_desk::ticket_desk(regulation_book book, const ticket_options& options, std::string_view now)
    : options_{options}, book_{std::move(book)}, now_{read_instant(now, book_)} {
  line_reader reader{options.file};
  read(reader.size(), [&] { return reader.next(); });
}

ticket_desk::ticket_desk(regulation_book book, const ticket_options& options,
                         std::span<const line_block> lines, instant now)
    : options_{options}, book_{std::move(book)}, now_{now} {
  std::uint64_t bytes = 0;
  for (const line_block& block : lines) bytes += block.text.size();
  read(bytes, [next = lines.begin(), end = lines.end()]() mutable {
    return next == end ? std::nullopt : std::optional{std::cref(*next++)};
  });
}

// ---- reading and judging, a block of lines in each thread ----

template <class Next>
void ticket_desk::read(std::uint64_t bytes, Next next) {
  crowds together{book_};
  numbering<std::string_view> ids;
  numbering<std::string_view> users;
  std::vector<std::uint32_t> user;
  in_order(
      options_.threads, next, [&](const line_block& lines) { return judge_alone(lines); },
      [&](part read) {
        for (const std::size_t i : read.page.mark_repeated(ids)) {
          read.judged[i] = {{}, *read.page.fault(i)};
          read.slots[i] = {};
        }
        const auto tickets = read.page.tickets();
        if (pages_.empty() && read.bytes != 0) {  // a page tells how many to expect
          constexpr std::uint64_t shortest = 64;  // bytes of a line that is a ticket
          const auto expected = static_cast<std::size_t>(
              std::min(tickets.size() * (bytes / read.bytes + 1), bytes / shortest));
          tickets_.reserve(expected);
          judged_.reserve(expected);
          together.reserve(expected);
        }
        const auto numbers = users.numbers(tickets, &ticket::user);
        user.insert(user.end(), numbers.begin(), numbers.end());
        for (const slot_use& slot : read.slots) together.add(slot);
        tickets_.insert(tickets_.end(), tickets.begin(), tickets.end());
        std::move(read.judged.begin(), read.judged.end(), std::back_inserter(judged_));
        pages_.push_back(std::move(read.page));
        page_ends_.push_back(tickets_.size());
      });
  together.find(user, users.size());
  judge_together(together);
}

ticket_desk::part ticket_desk::judge_alone(const line_block& lines) const {
  part read;
  read.bytes = lines.text.size();
  read.page = lines.skipped == 0 ? ticket_page{book_, lines.text, lines.line}
                                 : ticket_page{ticket_page::too_long{lines.line, lines.skipped}};
  const auto tickets = read.page.tickets();
  read.judged.resize(tickets.size());
  read.slots.resize(tickets.size());
  rehearsal alone{book_, now_};
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    if (const ticket_fault* known = read.page.fault(i)) {
      read.judged[i].fault = *known;
    } else {
      read.slots[i] = alone.judge(tickets[i], read.judged[i]).slot;
    }
  }
  return read;
}

// Some users' crowds in each thread; a crowd is the work of one.
void ticket_desk::judge_together(const crowds& together) {
  constexpr std::size_t tickets_a_share = 4096;
  struct share {
    std::size_t begin, end;  // of crowds
  };
  std::size_t next = 0;
  const auto next_share = [&]() -> std::optional<share> {
    if (next == together.count()) return std::nullopt;
    const std::size_t begin = next;
    for (std::size_t tickets = 0; next < together.count() && tickets < tickets_a_share; ++next) {
      tickets += together[next].size();
    }
    return share{begin, next};
  };
  const auto judge = [&](share crowds) {
    user_desk desk{now_};
    std::vector<subject> subjects;
    for (std::size_t crowd = crowds.begin; crowd < crowds.end; ++crowd) {
      subjects.clear();
      for (const std::size_t i : together[crowd]) {
        subjects.push_back(
            {i, &tickets_[i], book_.in_force(tickets_[i].events.front().at), &judged_[i]});
      }
      desk.judge(subjects);
    }
    return 0;
  };
  in_order(options_.threads, next_share, judge, [](int) {});
}

void ticket_desk::replace_events(std::size_t place, std::vector<event> events) {
  replaced_ = std::move(events);
  tickets_[place].events = replaced_;
  judged_ = judge(book_, tickets_, now_);
  for (std::size_t i = 0; i < judged_.size(); ++i) {
    std::size_t on_page = i;
    if (const ticket_fault* known = page_of(on_page).fault(on_page)) judged_[i].fault = *known;
  }
}

// ---- what is asked ----

// The page of a ticket; `place` becomes that on the page.
const ticket_page& ticket_desk::page_of(std::size_t& place) const {
  const auto page = static_cast<std::size_t>(
      std::upper_bound(page_ends_.begin(), page_ends_.end(), place) - page_ends_.begin());
  if (page > 0) place -= page_ends_[page - 1];
  return pages_[page];
}

void ticket_desk::report_projected() const {
  const auto count = std::count_if(judged_.begin(), judged_.end(), [](const judged_ticket& judged) {
    return !judged.fault && judged.state.projected;
  });
  tell_projected(static_cast<std::uint64_t>(count), "ticket", "tickets");
}

exit_code ticket_desk::report_faults() const {
  const std::string name = options_.file == "-" ? "standard input" : options_.file;
  std::size_t failed = 0;
  for (std::size_t i = 0; i < judged_.size(); ++i) {
    if (!judged_[i].fault) continue;
    ++failed;
    std::size_t on_page = i;
    const ticket_page& page = page_of(on_page);
    std::string_view sentence = judged_[i].fault->sentence;
    if (page.fault(on_page) != nullptr)
      sentence.remove_prefix(sentence.find(": ") + 2);  // "line 3: "
    const std::string id{tickets_[i].id};
    tell(fmt::format("srok: {}:{}: {}{}", name, page.line(on_page),
                     id.empty() ? "" : "ticket \"" + id + "\": ", sentence));
  }
  if (failed == 0) return done;
  tell(fmt::format("srok: {} of {} tickets failed", failed, judged_.size()));
  return differences_found;
}

const regulation& ticket_desk::governing(std::size_t place) const noexcept {
  return *book_.in_force(tickets_[place].events.front().at);
}

std::string ticket_desk::priority_name(std::size_t place) const {
  return std::string{governing(place).terms_of(judged_[place].state.urgency).name};
}

std::string ticket_desk::wall_text(instant at, std::size_t place) const {
  if (at == no_instant) return "-";
  return moment_text(governing(place).schedule(), at, language::english);
}

}  // namespace srok::cli
