#include "io/ticket_page.hpp"

#include <optional>
#include <string>

#include "io/ticket_line.hpp"
#include "srok/error.hpp"

namespace srok {
ticket_page::ticket_page(const regulation_book& book, std::string_view lines,
                         std::uint64_t first_line) {
  line_ticket read;
  for (std::uint64_t number = first_line; !lines.empty(); ++number) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (line.size() > longest_ticket_line) {
      add_too_long(number, line.size());
      continue;
    }
    std::optional<error> wrong;
    try {
      if (!read_plain_line(line, book, read)) read_line(line, book, read);
    } catch (const error& e) {
      wrong = e;
      read.events.clear();
    }
    const auto kept = [&](std::string_view text) -> std::string_view {
      if (text.data() == nullptr) return {};
      const auto copy = texts_.keep(std::span{text.data(), text.size()});
      return {copy.data(), copy.size()};
    };
    const ticket& t = read.told;
    add(number, {kept(t.id), kept(t.user), t.via, t.requested, events_.keep(read.events)});
    if (wrong) spoil(tickets_.size() - 1, wrong->code(), wrong->what());
  }
}

ticket_page::ticket_page(too_long line) {
  add_too_long(line.number, line.bytes);
}

void ticket_page::add(std::uint64_t number, const ticket& t) {
  tickets_.push_back(t);
  lines_.push_back(number);
}

void ticket_page::add_too_long(std::uint64_t number, std::uint64_t bytes) {
  add(number, {});
  spoil(tickets_.size() - 1, status::bad_text,
        "the line has " + std::to_string(bytes) + " bytes; at most 1 MiB is read");
}

void ticket_page::spoil(std::size_t ticket, status why, std::string_view sentence) {
  faults_.push_back(
      {ticket, {why, "line " + std::to_string(lines_[ticket]) + ": " + std::string{sentence}}});
}

const ticket_fault* ticket_page::fault(std::size_t ticket) const noexcept {
  const auto found = std::lower_bound(
      faults_.begin(), faults_.end(), ticket,
      [](const line_fault& known, std::size_t place) { return known.ticket < place; });
  return found == faults_.end() || found->ticket != ticket ? nullptr : &found->fault;
}

std::vector<std::size_t> ticket_page::mark_repeated(numbering<std::string_view>& ids) {
  std::vector<std::size_t> repeated;
  for (std::size_t i = 0; i < tickets_.size(); ++i) {
    if (tickets_[i].id.data() == nullptr) continue;
    const std::size_t known = ids.size();
    if (ids.number(tickets_[i].id) < known) repeated.push_back(i);
  }
  std::erase_if(repeated, [&](std::size_t i) { return fault(i) != nullptr; });
  const auto before = static_cast<std::ptrdiff_t>(faults_.size());
  for (const std::size_t i : repeated) {
    tickets_[i].events = {};
    spoil(i, status::bad_events,
          "the id \"" + std::string{tickets_[i].id} + "\" is repeated; ids are unique");
  }
  // Put in one by one, 40 000 among as many took 5 s.
  std::inplace_merge(faults_.begin(), faults_.begin() + before, faults_.end(),
                     [](const line_fault& a, const line_fault& b) { return a.ticket < b.ticket; });
  return repeated;
}

}  // namespace srok
