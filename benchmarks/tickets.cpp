// Tickets at speed: states from columns and from JSON lines, and the dues of a CSV table.
//
// A ticket here has five events: submitted, a question, the user's reply, a recommendation,
// resolved. `apart`: a user has four tickets in two years, so that slots rarely couple them;
// `crowded`: twelve in two days, so that all of them must be played together. The floors touch the
// same bytes and answer nothing.
#include <benchmark/benchmark.h>
#include <rapidjson/document.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "srok.h"
#include "srok/io/instant_text.hpp"
#include "srok/io/ticket_text.hpp"

namespace {

constexpr std::size_t events_a_ticket = 5;
constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;

enum class users : std::uint8_t { apart, crowded };

struct columns {
  std::vector<std::int64_t> offset{0}, user, at, value;
  std::vector<std::int32_t> channel, priority, kind;
  std::int64_t now = 0;

  std::size_t count() const { return user.size(); }

  void add(std::int64_t who, std::int32_t urgency, std::int64_t submitted,
           std::mt19937_64& random) {
    static constexpr std::array<std::int32_t, events_a_ticket> kinds = {
        SROK_EVENT_SUBMITTED, SROK_EVENT_REPLIED, SROK_EVENT_USER_REPLIED, SROK_EVENT_REPLIED,
        SROK_EVENT_RESOLVED};
    std::int64_t moment = submitted;
    for (std::size_t i = 0; i < events_a_ticket; ++i) {
      at.push_back(moment);
      kind.push_back(kinds[i]);
      value.push_back(i == 3 ? 1 : 0);  // a recommendation
      moment += static_cast<std::int64_t>(random() % (18 * hour));
    }
    offset.push_back(static_cast<std::int64_t>(at.size()));
    user.push_back(who);
    channel.push_back(SROK_PORTAL);
    priority.push_back(urgency);
  }
};

columns make_columns(std::size_t count, users spread) {
  std::mt19937_64 random{1};
  const std::int64_t begin = srok::to_unix(*srok::parse_instant("2024-01-09T07:00:00+03:00"));
  columns made;
  made.now = begin + 800 * day;
  for (std::size_t i = 0; i < count; ++i) {
    const auto urgency = static_cast<std::int32_t>(random() % 4);
    if (spread == users::apart) {
      const auto who = static_cast<std::int64_t>(random() % (count / 4));
      made.add(who, urgency, begin + static_cast<std::int64_t>(random() % (730 * day)), random);
    } else {
      const auto who = static_cast<std::int64_t>(i / 12);
      const std::int64_t arrival = begin + who % 700 * day;
      made.add(who, urgency, arrival + static_cast<std::int64_t>(random() % (2 * day)), random);
    }
  }
  return made;
}

std::string make_lines(const columns& c) {
  static constexpr std::array<const char*, events_a_ticket> events = {
      R"("submitted")", R"("replied","kind":"question")", R"("user_replied")",
      R"("replied","kind":"recommendation")", R"("resolved")"};
  static constexpr std::array<const char*, 4> urgencies = {"low", "medium", "high", "emergency"};
  const srok::schedule& hours = srok::schedule::builtin("technotronics");
  std::string lines;
  for (std::size_t i = 0; i < c.count(); ++i) {
    lines += R"({"id":"T-)" + std::to_string(i) + R"(","user":"u)" + std::to_string(c.user[i]) +
             R"(","channel":"portal","priority":")" +
             urgencies[static_cast<std::size_t>(c.priority[i])] + R"(","events":[)";
    for (std::size_t e = 0; e < events_a_ticket; ++e) {
      const std::int64_t at = c.at[i * events_a_ticket + e];
      lines += std::string{e == 0 ? "" : ","} + R"({"at":")" +
               srok::to_text(srok::from_unix(at), hours) + R"(","event":)" + events[e] + "}";
    }
    lines += "]}\n";
  }
  return lines;
}

struct answers {
  explicit answers(std::size_t count) : state(count), status(count) {
    for (auto& column : instants) column.resize(count);
  }
  std::vector<std::int32_t> state, status;
  std::array<std::vector<std::int64_t>, 9> instants;
};

struct book {
  book() {
    srok_regulation* regulation = nullptr;
    srok_regulation_builtin("technotronics", &regulation, nullptr, 0);
    srok_book_bind(&regulation, 1, &handle, nullptr, 0);
  }
  ~book() { srok_book_free(handle); }
  book(const book&) = delete;
  book& operator=(const book&) = delete;
  srok_book* handle = nullptr;
};

// ---- columns ----

void count_tickets(benchmark::State& state, std::size_t a_round) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(a_round));
}

void BM_ticket_columns(benchmark::State& state, users spread) {
  const columns in = make_columns(static_cast<std::size_t>(state.range(0)), spread);
  answers out{in.count()};
  const book rules;
  auto& [due, met, breached, elapsed, remaining, may, closes, closed, next] = out.instants;
  for (auto _ : state) {
    const srok_status status = srok_tickets_batch(
        rules.handle, in.now, in.count(), in.offset.data(), in.user.data(), in.channel.data(),
        in.priority.data(), in.at.data(), in.kind.data(), in.value.data(), out.state.data(),
        due.data(), met.data(), breached.data(), elapsed.data(), remaining.data(), may.data(),
        closes.data(), closed.data(), next.data(), out.status.data());
    if (status != SROK_OK) state.SkipWithError(srok_status_name(status));
  }
  count_tickets(state, in.count());
}
BENCHMARK_CAPTURE(BM_ticket_columns, apart, users::apart)->Arg(1 << 12)->Arg(1 << 20);
BENCHMARK_CAPTURE(BM_ticket_columns, crowded, users::crowded)->Arg(1 << 12)->Arg(1 << 20);

// Every input read once, every output written once.
void BM_floor_ticket_columns(benchmark::State& state) {
  const columns in = make_columns(static_cast<std::size_t>(state.range(0)), users::apart);
  answers out{in.count()};
  for (auto _ : state) {
    for (std::size_t i = 0; i < in.count(); ++i) {
      std::int64_t sum = in.user[i] + in.channel[i] + in.priority[i];
      for (auto e = static_cast<std::size_t>(in.offset[i]);
           e < static_cast<std::size_t>(in.offset[i + 1]); ++e) {
        sum += in.at[e] + in.kind[e] + in.value[e];
      }
      out.state[i] = out.status[i] = static_cast<std::int32_t>(sum);
      for (auto& column : out.instants) column[i] = sum;
    }
    benchmark::ClobberMemory();
  }
  count_tickets(state, in.count());
}
BENCHMARK(BM_floor_ticket_columns)->Arg(1 << 12)->Arg(1 << 20);

// One user with all the tickets: near-linear, so that the rate hardly falls.
void BM_ticket_columns_of_one_user(benchmark::State& state) {
  columns in = make_columns(static_cast<std::size_t>(state.range(0)), users::apart);
  in.user.assign(in.count(), 42);
  answers out{in.count()};
  const book rules;
  for (auto _ : state) {
    srok_tickets_batch(rules.handle, in.now, in.count(), in.offset.data(), in.user.data(),
                       in.channel.data(), in.priority.data(), in.at.data(), in.kind.data(),
                       in.value.data(), out.state.data(), nullptr, nullptr, nullptr, nullptr,
                       nullptr, nullptr, nullptr, nullptr, nullptr, out.status.data());
  }
  count_tickets(state, in.count());
}
BENCHMARK(BM_ticket_columns_of_one_user)->Arg(1 << 10)->Arg(1 << 16);

// ---- JSON lines ----

void count_bytes(benchmark::State& state, const std::string& lines) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
}

void BM_ticket_lines(benchmark::State& state, users spread) {
  const columns in = make_columns(static_cast<std::size_t>(state.range(0)), spread);
  const std::string lines = make_lines(in);
  const srok::regulation_book rules{srok::regulation::builtin("technotronics")};
  for (auto _ : state) {
    const auto told = srok::answer_tickets(rules, lines, srok::from_unix(in.now));
    if (told.some_failed) state.SkipWithError("some tickets failed");
    benchmark::DoNotOptimize(told.jsonl.data());
  }
  count_bytes(state, lines);
}
BENCHMARK_CAPTURE(BM_ticket_lines, apart, users::apart)->Arg(1 << 10)->Arg(1 << 16);
BENCHMARK_CAPTURE(BM_ticket_lines, crowded, users::crowded)->Arg(1 << 16);

void BM_ticket_lines_read(benchmark::State& state) {
  const std::string lines =
      make_lines(make_columns(static_cast<std::size_t>(state.range(0)), users::apart));
  const srok::regulation_book rules{srok::regulation::builtin("technotronics")};
  for (auto _ : state) {
    const srok::ticket_lines read{rules, lines};
    benchmark::DoNotOptimize(read.tickets().data());
  }
  count_bytes(state, lines);
}
BENCHMARK(BM_ticket_lines_read)->Arg(1 << 10)->Arg(1 << 16);

// The rival: the same lines as JSON documents, with nothing read from them.
void BM_rival_rapidjson(benchmark::State& state) {
  const std::string lines =
      make_lines(make_columns(static_cast<std::size_t>(state.range(0)), users::apart));
  for (auto _ : state) {
    for (const char *at = lines.data(), *end = at + lines.size(); at != end;) {
      const auto* stop =
          static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
      rapidjson::Document document;
      document.Parse<rapidjson::kParseValidateEncodingFlag>(at,
                                                            static_cast<std::size_t>(stop - at));
      benchmark::DoNotOptimize(document.IsObject());
      at = stop + 1;
    }
  }
  count_bytes(state, lines);
}
BENCHMARK(BM_rival_rapidjson)->Arg(1 << 10)->Arg(1 << 16);

// Lines split, and as many bytes copied as there are.
void BM_floor_ticket_lines(benchmark::State& state) {
  const std::string lines =
      make_lines(make_columns(static_cast<std::size_t>(state.range(0)), users::apart));
  std::string copy(lines.size(), '\0');
  for (auto _ : state) {
    char* to = copy.data();
    for (const char *at = lines.data(), *end = at + lines.size(); at != end;) {
      const auto* stop =
          static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
      std::memcpy(to, at, static_cast<std::size_t>(stop + 1 - at));
      to += stop + 1 - at;
      at = stop + 1;
    }
    benchmark::ClobberMemory();
  }
  count_bytes(state, lines);
}
BENCHMARK(BM_floor_ticket_lines)->Arg(1 << 10)->Arg(1 << 16);

// ---- the command, from file to file, with all cores and with one ----

class files {
 public:
  files()
      : room_{std::filesystem::temp_directory_path() /
              ("srok-bench-" + std::to_string(std::random_device{}()))} {
    std::filesystem::create_directory(room_);
  }
  ~files() {
    std::error_code ignored;
    std::filesystem::remove_all(room_, ignored);
  }
  files(const files&) = delete;
  files& operator=(const files&) = delete;
  std::string name(const char* file) const { return (room_ / file).string(); }

 private:
  std::filesystem::path room_;
};

void run_command(benchmark::State& state, const std::string& arguments) {
  for (auto _ : state) {
    if (std::system((SROK_COMMAND " " + arguments).c_str()) !=
        0) {  // NOLINT(concurrency-mt-unsafe)
      state.SkipWithError("the command failed");
    }
  }
}

void BM_command_batch(benchmark::State& state) {
  constexpr std::size_t rows = 1'000'000;
  const files room;
  const srok::schedule& hours = srok::schedule::builtin("technotronics");
  static constexpr std::array<const char*, 4> urgencies = {"low", "medium", "high", "emergency"};
  std::mt19937_64 random{1};
  const std::int64_t begin = srok::to_unix(*srok::parse_instant("2024-01-09T07:00:00+03:00"));
  {
    std::ofstream table{room.name("tickets.csv")};
    table << "id,submitted,priority,subject\n";
    for (std::size_t i = 0; i < rows; ++i) {
      const auto at = begin + static_cast<std::int64_t>(random() % (730 * day));
      table << "T-" << i << ',' << srok::to_text(srok::from_unix(at), hours) << ','
            << urgencies[random() % 4] << ",printer on floor " << i % 9 << '\n';
    }
  }
  run_command(state, "batch " + room.name("tickets.csv") + " --output " + room.name("dues.csv"));
  count_tickets(state, rows);
}
BENCHMARK(BM_command_batch)->UseRealTime()->Unit(benchmark::kMillisecond);

void BM_command_tickets(benchmark::State& state) {
  const columns in = make_columns(1 << 18, users::apart);
  const std::string lines = make_lines(in);
  const files room;
  std::ofstream{room.name("tickets.jsonl")} << lines;
  run_command(state, "tickets " + room.name("tickets.jsonl") + " --now " +
                         srok::to_text(srok::from_unix(in.now)) + " --output " +
                         room.name("answers.jsonl"));
  count_bytes(state, lines);
}
BENCHMARK(BM_command_tickets)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
