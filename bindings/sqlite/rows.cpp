// The table-valued functions: eponymous virtual tables whose arguments are hidden columns.
#include <algorithm>
#include <bit>
#include <new>

#include "extension.hpp"
#include "io/json_memory.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/io/explanation_text.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/io/ticket_text.hpp"

namespace srok::sqlite {
namespace {

// ---- why: the stretches of an explanation ----

cell text_or_null(std::string_view text) {
  return text.empty() ? cell{} : cell{std::string{text}};
}

std::vector<row> rows_of(const explanation& why, const arguments& in) {
  std::vector<row> rows;
  for (const explained_part& part : why.parts) {
    rows.push_back({in.as_instant(to_unix(part.span.begin()), why.schedule),
                    in.as_instant(to_unix(part.span.end()), why.schedule),
                    part.counted ? part.span.length().count() : std::int64_t{0},
                    std::string{reason_name(part.why)}, to_text(part.date),
                    text_or_null(name_of(part, language::english)), text_or_null(part.source)});
  }
  return rows;
}

std::vector<row> explain_budget(arguments& in) {
  const schedule& hours = in.schedule_before(2);
  const instant start = from_unix(in.instant());
  const business_duration budget{std::chrono::seconds{in.budget()}};
  const auto deadline = hours.deadline(start, budget, in.landing_or_nearest());
  return rows_of(explain(hours, start, sql::known(deadline, hours)), in);
}

std::vector<row> explain_elapsed(arguments& in) {
  const schedule& hours = in.schedule_before(2);
  const instant begins = from_unix(in.instant());
  const instant ends = from_unix(in.instant());
  if (ends < begins) throw error(status::bad_argument, "the end lies before the begin");
  sql::known(hours.elapsed(begins, ends), hours);
  return rows_of(explain(hours, begins, ends), in);
}

// ---- tickets ----

// Throws when these are no JSON list. Nothing is made of its values, and however deep they lie in
// each other, it takes no more of the stack.
void require_list(std::string_view json) {
  rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, json_memory> reader;
  rapidjson::MemoryStream bytes{json.data(), json.size()};
  rapidjson::BaseReaderHandler<> nothing;
  reader.Parse<rapidjson::kParseIterativeFlag>(bytes, nothing);
  // A NUL ends it for the reader.
  const std::size_t read = reader.HasParseError() ? reader.GetErrorOffset() : bytes.Tell();
  if (read == json.size() && !reader.HasParseError()) return;
  throw error(status::bad_text,
              "the tickets are no JSON list: it breaks off or goes wrong at byte " +
                  std::to_string(read + 1));
}

// A JSON list of tickets as lines; lines stay as they are.
std::string lines_of(std::string_view json) {
  const std::size_t first = json.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || json[first] != '[') return std::string{json};
  require_list(json);
  std::string lines{json.substr(first + 1, json.rfind(']') - first - 1)};
  // JSON has no line break within a string, and those without are blanks.
  std::replace(lines.begin(), lines.end(), '\n', ' ');
  std::size_t depth = 0;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const char c = lines[at];
    if (c == '"') {
      while (lines[++at] != '"') at += lines[at] == '\\' ? 1 : 0;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 0) {
      lines[at] = '\n';
    }
  }
  return lines;
}

cell json_list(const std::vector<std::string_view>& texts) {
  json_output list;
  json_output_writer writer{list};
  writer.StartArray();
  for (const std::string_view text : texts) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  writer.EndArray();
  return std::string{list.GetString(), list.GetSize()};
}

row row_of(const ticket& t, const judged_ticket& judged, const regulation& rules,
           const arguments& in) {
  const cell id = text_or_null(t.id);
  if (judged.fault) {
    row failed(19);
    failed.front() = id;
    failed.push_back(std::string{status_name(judged.fault->why)});
    failed.push_back(judged.fault->sentence);
    return failed;
  }
  const ticket_state& s = judged.state;
  const auto told = [&](auto value) { return s.submitted ? cell{std::move(value)} : cell{}; };
  const auto at = [&](instant moment) {
    return moment == no_instant ? cell{} : in.as_instant(to_unix(moment), rules.schedule());
  };
  const auto amount = [](const std::optional<business_duration>& known) {
    return known ? cell{known->seconds()} : cell{};
  };
  const auto name = [&](priority p) { return std::string{rules.terms_of(p).name}; };
  return {id,
          told(std::string{ticket_status_name(s.state)}),
          name(s.urgency),
          t.requested ? told(name(*t.requested)) : cell{},
          at(s.accepted),
          at(s.admitted),
          at(s.due),
          at(s.due_if_resumed_now),
          at(s.met_at),
          told(std::int64_t{s.breached}),
          at(s.breached_at),
          amount(s.elapsed),
          amount(s.remaining),
          at(s.may_change_priority_at),
          at(s.auto_close_at),
          at(s.auto_closed_at),
          at(s.next_change_at),
          told(std::string{s.projected ? "projected" : "official"}),
          s.submitted ? json_list(s.violations) : cell{},
          std::string{status_name(status::ok)},
          cell{}};
}

std::vector<row> tickets(arguments& in) {
  const regulation& rules = in.regulation_before(2);
  const instant now = from_unix(in.instant());
  const regulation_book book{rules};
  const std::string jsonl = lines_of(in.text("list of tickets"));
  const ticket_lines lines{book, jsonl};
  const auto judged = lines.judge(now);
  std::vector<row> rows;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    rows.push_back(row_of(lines.tickets()[i], judged[i], rules, in));
  }
  return rows;
}

constexpr const char* stretch =
    "begins, ends, counted INTEGER, reason TEXT, date TEXT, name TEXT, source TEXT";

constexpr table_function functions[] = {
    {"srok_explain", stretch, 7, 2, 4, explain_budget},
    {"srok_explain_elapsed", stretch, 7, 2, 3, explain_elapsed},
    {"srok_tickets",
     "id TEXT, state TEXT, priority TEXT, requested_priority TEXT, accepted, admitted, due, "
     "due_if_resumed_now, met_at, breached INTEGER, breached_at, elapsed_seconds INTEGER, "
     "remaining_seconds INTEGER, may_change_priority_at, auto_close_at, auto_closed_at, "
     "next_change_at, calendar TEXT, violations TEXT, status TEXT, reason TEXT",
     21, 2, 3, tickets},
};

// ---- a table-valued function as SQLite sees it ----

// What is registered; the rows of a call come from `ask` or, of a srok_try_ form, from `attempt`.
struct module {
  std::shared_ptr<connection> kept;
  const char* columns;
  std::size_t width;
  int least, most;
  std::vector<row> (*ask)(arguments&);
  cell (*attempt)(arguments&);
  std::string name;
};

struct table : sqlite3_vtab {
  const module* own;
};

struct cursor : sqlite3_vtab_cursor {
  std::vector<row> rows;
  std::size_t at = 0;
};

const module& module_of(const sqlite3_vtab* of) noexcept {
  return *static_cast<const table*>(of)->own;
}

int connect(sqlite3* database, void* own, int, const char* const*, sqlite3_vtab** out,
            char**) noexcept {
  const auto& described = *static_cast<const module*>(own);
  try {
    std::string declaration = std::string{"CREATE TABLE x("} + described.columns;
    for (int i = 1; i <= described.most; ++i) {
      declaration += ", argument" + std::to_string(i) + " HIDDEN";
    }
    const int result = sqlite3_declare_vtab(database, (declaration + ")").c_str());
    if (result != SQLITE_OK) return result;
    sqlite3_vtab_config(database, SQLITE_VTAB_INNOCUOUS);
    *out = new table{{}, &described};
    return SQLITE_OK;
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  }
}

int disconnect(sqlite3_vtab* of) noexcept {
  delete static_cast<table*>(of);
  return SQLITE_OK;
}

// Arguments must be known before the rows: a plan that has them later is refused, and SQLite finds
// another.
int best_index(sqlite3_vtab* of, sqlite3_index_info* plan) noexcept {
  const module& own = module_of(of);
  const int first = static_cast<int>(own.width);
  std::uint32_t given = 0;  // a bit for each argument
  bool each_once = true;
  for (int i = 0; i < plan->nConstraint; ++i) {
    const auto& constraint = plan->aConstraint[i];
    if (constraint.iColumn < first || constraint.op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!constraint.usable) return SQLITE_CONSTRAINT;
    const std::uint32_t argument = std::uint32_t{1} << (constraint.iColumn - first);
    each_once &= (given & argument) == 0;
    given |= argument;
    plan->aConstraintUsage[i].argvIndex = constraint.iColumn - first + 1;
    plan->aConstraintUsage[i].omit = 1;
  }
  if (!each_once) {
    of->zErrMsg = sqlite3_mprintf("%s: %s takes each of its arguments once",
                                  status_name(status::bad_argument).data(), own.name.c_str());
    return SQLITE_ERROR;
  }
  const bool from_the_first = std::has_single_bit(given + 1);
  if (!from_the_first) return SQLITE_CONSTRAINT;
  plan->idxNum = std::popcount(given);
  plan->estimatedCost = 10;
  plan->estimatedRows = own.attempt == nullptr ? 10 : 1;
  return SQLITE_OK;
}

int open(sqlite3_vtab*, sqlite3_vtab_cursor** out) noexcept {
  *out = new (std::nothrow) cursor{};
  return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int close(sqlite3_vtab_cursor* of) noexcept {
  delete static_cast<cursor*>(of);
  return SQLITE_OK;
}

std::vector<row> attempted(const module& own, arguments& in) {
  const cell ok{std::string{status_name(status::ok)}};
  try {
    return {{in.any_null() ? cell{} : own.attempt(in), ok, cell{}}};
  } catch (const error& failure) {
    return {{cell{}, std::string{status_name(failure.code())}, std::string{failure.what()}}};
  }
}

int filter(sqlite3_vtab_cursor* of, int given, const char*, int count,
           sqlite3_value** values) noexcept {
  auto& into = *static_cast<cursor*>(of);
  const module& own = module_of(of->pVtab);
  into.at = 0;
  try {
    if (given < own.least || given != count) {
      throw error(status::bad_argument, own.name + " takes " + std::to_string(own.least) + " to " +
                                            std::to_string(own.most) + " arguments");
    }
    arguments in{*own.kept, {values, static_cast<std::size_t>(count)}};
    if (own.attempt != nullptr) {
      into.rows = attempted(own, in);
    } else {
      into.rows = in.any_null() ? std::vector<row>{} : own.ask(in);
    }
    return SQLITE_OK;
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (const error& failure) {
    of->pVtab->zErrMsg = told(failure);
  } catch (const std::exception& failure) {
    of->pVtab->zErrMsg = sqlite3_mprintf("%s", failure.what());
  }
  return SQLITE_ERROR;
}

int next(sqlite3_vtab_cursor* of) noexcept {
  ++static_cast<cursor*>(of)->at;
  return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* of) noexcept {
  const auto& in = *static_cast<const cursor*>(of);
  return in.at >= in.rows.size() ? 1 : 0;
}

int column(sqlite3_vtab_cursor* of, sqlite3_context* context, int place) noexcept {
  const auto& in = *static_cast<const cursor*>(of);
  const row& current = in.rows[in.at];
  if (static_cast<std::size_t>(place) < current.size()) {  // else an argument, which is not told
    answer_cell(context, current[static_cast<std::size_t>(place)]);
  }
  return SQLITE_OK;
}

int row_number(sqlite3_vtab_cursor* of, sqlite3_int64* out) noexcept {
  *out = static_cast<sqlite3_int64>(static_cast<const cursor*>(of)->at);
  return SQLITE_OK;
}

const sqlite3_module methods = [] {
  sqlite3_module m{};  // without xCreate: a table-valued function, never a table
  m.xConnect = connect;
  m.xBestIndex = best_index;
  m.xDisconnect = disconnect;
  m.xOpen = open;
  m.xClose = close;
  m.xFilter = filter;
  m.xNext = next;
  m.xEof = at_end;
  m.xColumn = column;
  m.xRowid = row_number;
  return m;
}();

int register_module(sqlite3* database, module own) {
  const std::string name = own.name;
  return sqlite3_create_module_v2(database, name.c_str(), &methods, new module{std::move(own)},
                                  [](void* made) { delete static_cast<module*>(made); });
}

}  // namespace

std::span<const table_function> table_functions() noexcept {
  return functions;
}

int register_rows(sqlite3* database, const std::shared_ptr<connection>& kept,
                  const table_function& function) {
  return register_module(database, {kept, function.columns, function.width, function.least,
                                    function.most, function.ask, nullptr, function.name});
}

int register_try(sqlite3* database, const std::shared_ptr<connection>& kept,
                 const scalar_function& function) {
  const std::string name = "srok_try" + std::string{function.name}.substr(4);
  return register_module(database, {kept, "answer, status TEXT, reason TEXT", 3, function.least,
                                    function.most, nullptr, function.ask, name});
}

}  // namespace srok::sqlite
