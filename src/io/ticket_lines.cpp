// The tickets of a whole text of JSON lines.
#include "io/ticket_page.hpp"
#include "srok/io/ticket_text.hpp"

namespace srok {

ticket_lines::ticket_lines(const regulation_book& book, std::string_view jsonl)
    : book_{book}, page_{std::make_unique<ticket_page>(book, jsonl, 1)} {
  numbering<std::string_view> ids;
  page_->mark_repeated(ids);
}

ticket_lines::~ticket_lines() = default;

std::span<const ticket> ticket_lines::tickets() const noexcept {
  return page_->tickets();
}

const ticket_fault* ticket_lines::fault(std::size_t ticket) const noexcept {
  return page_->fault(ticket);
}

std::size_t ticket_lines::line(std::size_t ticket) const noexcept {
  return static_cast<std::size_t>(page_->line(ticket));
}

std::vector<judged_ticket> ticket_lines::judge(instant now, const checkpoint& between) const {
  auto judged = srok::judge(book_, tickets(), now, between);
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (const ticket_fault* known = fault(i)) judged[i].fault = *known;
  }
  return judged;
}

}  // namespace srok
