// Batches in which every row asks a schedule of its own.
//
// A slice of rows is sorted by schedule, and what one schedule is asked in it becomes a batch of
// its own: the columns are gathered, asked by vectors, and the answers put back. Measured over a
// million rows, ns a row of elapsed: 4.8 of 2 schedules by chance, 5.0 of 30, 6.5 of 200; row by
// row 8 to 10.
#include <algorithm>
#include <array>

#include "srok/engine/batch.hpp"

namespace srok {
namespace engine {
namespace {

constexpr std::size_t slice = 4096;  // rows that are sorted at once
constexpr std::size_t places = 256;  // of schedules in a slice
constexpr std::size_t chunk = 256;   // rows that are gathered at once: 7 KB of stack
constexpr std::size_t few = 32;      // rows of a schedule; for fewer no vector pays
constexpr std::size_t block = 16;    // rows of the longest vector
static_assert(chunk % block == 0);

struct columns {
  std::span<const std::int64_t> first;
  std::span<const std::int64_t> second;
  std::span<std::int64_t> out;
  std::span<std::int32_t> out_status;

  columns part(std::size_t row, std::size_t count) const noexcept {
    return {first.subspan(row, count), second.subspan(row, count), out.subspan(row, count),
            out_status.empty() ? out_status : out_status.subspan(row, count)};
  }
};

// The rows of a slice, those of one schedule side by side. Schedules share the places by the last
// bits of their index; the first to come keeps the place, and rows of the others are strangers.
class sorted_rows {
 public:
  explicit sorted_rows(std::span<const std::uint32_t> index) noexcept : index_{index} {
    for (const std::uint32_t asked : index) {
      group& g = groups_[asked % places];
      if (g.rows == 0) {
        if (++schedules_ > index.size() / few) return;
        g.asked = asked;
      }
      g.rows = static_cast<std::uint16_t>(g.rows + (g.asked == asked ? 1 : 0));
    }
  }

  // Whether the schedules are few enough for vectors.
  bool pays() const noexcept { return schedules_ <= index_.size() / few; }

  // requires: it pays.
  void sort() noexcept {
    std::uint16_t next = 0;
    for (group& g : groups_) {
      g.begin = next;
      next = static_cast<std::uint16_t>(next + g.rows);
      g.rows = 0;
    }
    strangers_ = next;
    for (std::size_t row = 0; row < index_.size(); ++row) {
      group& g = groups_[index_[row] % places];
      std::uint16_t& to = order_[g.asked == index_[row] ? g.begin + g.rows++ : next++];
      to = static_cast<std::uint16_t>(row);
    }
  }

  // each(index, its rows). requires: sorted.
  template <class Each>
  void for_groups(const Each& each) const noexcept {
    for (const group& g : groups_) {
      if (g.rows != 0) each(g.asked, std::span{order_}.subspan(g.begin, g.rows));
    }
  }

  std::span<const std::uint16_t> strangers() const noexcept {
    return std::span{order_}.subspan(strangers_, index_.size() - strangers_);
  }

 private:
  struct group {
    std::uint32_t asked = 0;
    std::uint16_t begin = 0;
    std::uint16_t rows = 0;
  };

  std::span<const std::uint32_t> index_;
  std::array<group, places> groups_{};
  std::array<std::uint16_t, slice> order_;
  std::size_t schedules_ = 0;
  std::size_t strangers_ = 0;
};

// A question of two columns: of many rows at once, and of rows one by one.
struct elapsed_asked {
  unit in;

  status operator()(const tables& t, const columns& c) const noexcept {
    return widest().elapsed(t, in, c.first, c.second, c.out, c.out_status);
  }
  template <std::int64_t F>
  elapsed_question<F> question(line<F> on, const columns& c) const noexcept {
    return {on, c.first.data(), c.second.data()};
  }
};

struct deadline_asked {
  unit in;
  landing at;

  status operator()(const tables& t, const columns& c) const noexcept {
    return widest().deadline(t, in, c.first, {c.second.data()}, at, c.out, c.out_status);
  }
  template <std::int64_t F>
  deadline_question<F> question(line<F> on, const columns& c) const noexcept {
    return {on, c.first.data(), {c.second.data()}, at};
  }
};

// What a row asks whose schedule is not there.
struct question_to_nobody {
  const columns& c;

  bool missing(std::size_t row) const noexcept {
    return is_missing(c.first[row]) || is_missing(c.second[row]);
  }
  answer<std::int64_t> answer_of(std::size_t) const noexcept { return status::bad_argument; }
};

template <class Ask>
class many {
 public:
  many(schedule_list schedules, Ask ask) noexcept : schedules_{schedules}, ask_{ask} {}

  status rows(std::span<const std::uint32_t> index, const columns& all) const noexcept {
    bool failed = false;
    for (std::size_t row = 0; row < index.size();) {
      const std::span<const std::uint32_t> left = index.subspan(row);
      const schedule* asked = schedules_[left.front()];
      std::size_t count = asked != nullptr ? alike(left) : 0;
      if (count >= slice) {
        failed |= ask_(asked->tables(), all.part(row, count)) != status::ok;
      } else {
        count = std::min(slice, left.size());
        failed |= !ask_slice(left.first(count), all.part(row, count));
      }
      row += count;
    }
    return failed ? status::some_rows_failed : status::ok;
  }

 private:
  // How many rows from the first on ask the same schedule. Asked only where all of them are then
  // answered: counted anew for each slice, four million rows that ask nobody took 0.6 s.
  static std::size_t alike(std::span<const std::uint32_t> index) noexcept {
    const auto other = std::find_if(index.begin(), index.end(),
                                    [&](std::uint32_t i) { return i != index.front(); });
    return static_cast<std::size_t>(other - index.begin());
  }

  // Whether no row failed, here and below.
  bool ask_slice(std::span<const std::uint32_t> index, const columns& all) const noexcept {
    bool sound = true;
    sorted_rows sorted{index};
    if (!sorted.pays()) {
      for (std::size_t row = 0; row < index.size(); ++row) sound &= ask_row(index[row], all, row);
      return sound;
    }
    sorted.sort();
    const auto one_by_one = [&](std::span<const std::uint16_t> rows) {
      for (const std::uint16_t row : rows) sound &= ask_row(index[row], all, row);
    };
    sorted.for_groups([&](std::uint32_t i, std::span<const std::uint16_t> rows) {
      const schedule* asked = schedules_[i];
      if (asked == nullptr || rows.size() < few) return one_by_one(rows);
      while (!rows.empty()) {
        const auto together = rows.first(std::min(chunk, rows.size()));
        sound &= ask_chunk(asked->tables(), together, all);
        rows = rows.subspan(together.size());
      }
    });
    one_by_one(sorted.strangers());
    return sound;
  }

  bool ask_chunk(const tables& t, std::span<const std::uint16_t> rows,
                 const columns& all) const noexcept {
    std::array<std::int64_t, chunk> first;
    std::array<std::int64_t, chunk> second;
    std::array<std::int64_t, chunk> out;
    std::array<std::int32_t, chunk> why;
    // The first row again, to the end of a vector: rows left over would be asked one by one.
    const std::size_t count = (rows.size() + block - 1) / block * block;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint16_t row = rows[i < rows.size() ? i : 0];
      first[i] = all.first[row];
      second[i] = all.second[row];
    }
    const status answered = ask_(
        t, {std::span{first}.first(count), std::span{second}.first(count),
            std::span{out}.first(count), std::span{why}.first(all.out_status.empty() ? 0 : count)});
    for (std::size_t i = 0; i < rows.size(); ++i) all.out[rows[i]] = out[i];
    if (!all.out_status.empty()) {
      for (std::size_t i = 0; i < rows.size(); ++i) all.out_status[rows[i]] = why[i];
    }
    return answered == status::ok;
  }

  bool ask_row(std::uint32_t index, const columns& all, std::size_t row) const noexcept {
    const auto ask = [&](const auto& question) {
      return answer_rows(question, all.out.first(row + 1), all.out_status, row);
    };
    const schedule* asked = schedules_[index];
    if (asked == nullptr) return ask(question_to_nobody{all}) == status::ok;
    return in_unit(ask_.in, [&](auto parts) noexcept {
             const line<decltype(parts)::value> on{asked->tables()};
             return ask(ask_.question(on, all));
           }) == status::ok;
  }

  schedule_list schedules_;
  Ask ask_;
};

}  // namespace
}  // namespace engine

status elapsed_batch_many(schedule_list schedules, std::span<const std::uint32_t> index, unit u,
                          std::span<const std::int64_t> begin, std::span<const std::int64_t> end,
                          std::span<std::int64_t> out_elapsed,
                          std::span<std::int32_t> out_status) noexcept {
  using namespace engine;
  if (!is_known(u)) return status::bad_argument;
  return many{schedules, elapsed_asked{u}}.rows(index, {begin, end, out_elapsed, out_status});
}

status deadline_batch_many(schedule_list schedules, std::span<const std::uint32_t> index, unit u,
                           std::span<const std::int64_t> start,
                           std::span<const std::int64_t> budget, landing at,
                           std::span<std::int64_t> out_deadline,
                           std::span<std::int32_t> out_status) noexcept {
  using namespace engine;
  if (!is_known(u) || !is_known(at)) return status::bad_argument;
  return many{schedules, deadline_asked{u, at}}.rows(index,
                                                     {start, budget, out_deadline, out_status});
}

}  // namespace srok
