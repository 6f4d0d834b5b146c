// Reading regression cases.
#include "cli/cases.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/session.hpp"
#include "io/csv.hpp"
#include "io/toml_reader.hpp"
#include "srok/error.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

struct question {
  std::string_view name;
  std::vector<std::string_view> required, optional;
};

const std::vector<question>& questions() {
  static const std::vector<question> list{
      {"due", {"priority", "submitted"}, {}},
      {"accepted", {"submitted"}, {}},
      {"deadline", {"start", "budget"}, {"landing"}},
      {"deadline_days", {"start", "days"}, {"rule"}},
      {"deadline_with_pauses", {"start", "budget", "pauses"}, {"landing"}},
      {"latest_start", {"deadline", "budget"}, {"landing"}},
      {"elapsed", {"from", "to"}, {}},
      {"is_open", {"at"}, {}},
      {"next_open", {"at"}, {}},
      {"next_close", {"at"}, {}},
      {"previous_open", {"at"}, {}},
      {"previous_close", {"at"}, {}},
      {"add_days", {"date", "days"}, {}},
      {"days_between", {"from", "to"}, {}},
  };
  return list;
}

[[noreturn]] void fail(const std::string& source, std::uint32_t line, const std::string& sentence) {
  throw error(status::bad_text, source, {line, 1}, sentence);
}

const question& find_question(const std::string& source, const regression_case& asked) {
  for (const question& known : questions()) {
    if (known.name == asked.question) return known;
  }
  const std::string near = nearest_word(asked.question, question_names());
  fail(source, asked.line,
       "there is no question \"" + asked.question + "\"" +
           (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
}

void require(const std::string& source, const regression_case& asked, std::string_view key) {
  const bool given = key == "pauses" ? !asked.pauses.empty() : !asked.argument(key).empty();
  if (!given) {
    fail(source, asked.line,
         "the question \"" + asked.question + "\" needs \"" + std::string{key} + "\"");
  }
}

// ---- TOML ----

// Numbers, dates and truth values may stand without quotes, as they do in other TOML.
std::string plain_text(const toml_value& value, std::string_view question, std::string_view key) {
  if (value.is_string()) return value.string();
  if (value.is_date()) return to_text(value.date());
  if (question == "is_open" && key == "expect") return value.boolean() ? "true" : "false";
  if (value.is_integer()) return std::to_string(value.integer());
  value.fail("\"" + std::string{key} + "\" must stand in quotes, such as \"2026-02-02T10:00\"");
}

regression_case read_case(const toml_reader& table, const std::string& source) {
  regression_case out;
  out.line = table.where().line;
  out.name = table.string("name");
  out.question = table.string("question");
  const question& asked = find_question(source, out);
  for (const auto* keys : {&asked.required, &asked.optional}) {
    for (const std::string_view key : *keys) {
      if (key == "pauses") {
        for (const toml_reader& pause : table.tables(key)) {
          out.pauses.emplace_back(pause.string("from"), pause.string("to"));
        }
      } else if (const auto value = table.optional(key)) {
        out.arguments.emplace_back(key, plain_text(*value, out.question, key));
      }
    }
  }
  const auto error_name = table.optional_string("expect_error");
  const auto expect = table.optional("expect");
  if (error_name.has_value() == expect.has_value()) {
    table.fail("a case needs \"expect\" or \"expect_error\", one of them");
  }
  out.expect_error = error_name.has_value();
  out.expect = error_name ? *error_name : plain_text(*expect, out.question, "expect");
  return out;
}

case_subject read_tables(const toml_reader& text, bool of_regulation) {
  case_subject out;
  if (of_regulation) {
    out.rules = read_regulation(text);
  } else {
    out.hours = read_schedule(text.table("schedule"));
  }
  return out;
}

case_subject read_subject(const toml_reader& text, const std::string& file) {
  const auto rules = text.optional("regulation");
  const auto hours = text.optional("schedule");
  if (!rules && !hours) return {};
  const toml_value& told = rules ? *rules : *hours;
  if (told.is_table()) return read_tables(text, rules.has_value());
  if (rules && hours) text.fail("schedule", "a file names a schedule or a regulation, not both");
  const std::string name = told.string();
  if (!name.ends_with(".toml")) return {name, {}, {}};
  const std::string path = (std::filesystem::path{file}.parent_path() / name).string();
  const toml_reader other = parse_toml(read_file(path), path);
  const case_subject out = read_tables(other, rules.has_value());
  other.finish();
  return out;
}

case_file read_toml_cases(const std::string& file, const std::string& text) {
  case_file out;
  out.source = file;
  const toml_reader cases = parse_toml(text, file);
  out.subject = read_subject(cases, file);
  for (const toml_reader& table : cases.optional_tables("case")) {
    out.cases.push_back(read_case(table, file));
  }
  cases.finish();
  return out;
}

// ---- CSV ----

void read_pauses(const std::string& source, regression_case& asked, const std::string& cell) {
  for (std::string_view rest = cell; !rest.empty();) {
    const std::string_view pause = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(pause.size() + 1, rest.size()));
    const std::size_t slash = pause.find('/');
    if (slash == std::string_view::npos) {
      fail(source, asked.line, "pauses are \"FROM/TO;FROM/TO\"");
    }
    asked.pauses.emplace_back(pause.substr(0, slash), pause.substr(slash + 1));
  }
}

void set(const std::string& source, regression_case& asked, const std::string& key,
         const std::string& cell) {
  if (cell.empty()) return;
  if (key == "name") {
    asked.name = cell;
  } else if (key == "question") {
    asked.question = cell;
  } else if (key == "pauses") {
    read_pauses(source, asked, cell);
  } else if (key == "expect" || key == "expect_error") {
    if (!asked.expect.empty()) {
      fail(source, asked.line, "a case needs \"expect\" or \"expect_error\", one of them");
    }
    asked.expect = cell;
    asked.expect_error = key == "expect_error";
  } else {
    asked.arguments.emplace_back(key, cell);
  }
}

void check_arguments(const std::string& source, const regression_case& asked) {
  const question& known = find_question(source, asked);
  for (const auto& [key, text] : asked.arguments) {
    const auto is = [&, &wanted = key](std::string_view name) { return name == wanted; };
    if (std::none_of(known.required.begin(), known.required.end(), is) &&
        std::none_of(known.optional.begin(), known.optional.end(), is)) {
      fail(source, asked.line, "the question \"" + asked.question + "\" has no \"" + key + "\"");
    }
  }
  if (asked.expect.empty()) {
    fail(source, asked.line, "a case needs \"expect\" or \"expect_error\", one of them");
  }
}

case_file read_csv_cases(const std::string& file, const std::string& text) {
  case_file out;
  out.source = file;
  const std::vector<csv_record> records = read_csv(text, file);
  if (records.empty()) fail(file, 1, "is empty; its first line must name the columns");
  const std::vector<std::string>& keys = records.front().cells;
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    if (!key->empty() && std::find(keys.begin(), key, *key) != key) {
      fail(file, 1, "the column \"" + *key + "\" is there twice");
    }
  }
  for (auto record = records.begin() + 1; record != records.end(); ++record) {
    regression_case asked;
    asked.line = record->line;
    if (record->cells.size() != keys.size()) {
      fail(file, record->line,
           std::to_string(record->cells.size()) + " cells, the header has " +
               std::to_string(keys.size()));
    }
    for (std::size_t i = 0; i < keys.size(); ++i) set(file, asked, keys[i], record->cells[i]);
    check_arguments(file, asked);
    out.cases.push_back(std::move(asked));
  }
  return out;
}

}  // namespace

std::string_view regression_case::argument(std::string_view key) const noexcept {
  const auto found = std::find_if(arguments.begin(), arguments.end(),
                                  [&](const auto& pair) { return pair.first == key; });
  return found == arguments.end() ? std::string_view{} : std::string_view{found->second};
}

case_file read_cases(const std::string& file) {
  return read_cases(read_file(file), file);
}

case_file read_cases(const std::string& text, const std::string& file) {
  case_file out = file.ends_with(".csv") ? read_csv_cases(file, text) : read_toml_cases(file, text);
  if (out.cases.empty()) fail(file, 1, "there is no case in it; write [[case]] tables");
  for (const regression_case& asked : out.cases) {
    for (const std::string_view key : find_question(file, asked).required) {
      require(file, asked, key);
    }
  }
  return out;
}

const std::vector<std::string>& question_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const question& known : questions()) list.emplace_back(known.name);
    return list;
  }();
  return names;
}

}  // namespace srok::cli
