// The tickets of one user played together, since they wait for each other's slots (clause 4.3).
//
// Everything happens in order of time. The next thing of each ticket, an event or its closing by
// itself, takes part in a tournament of all of them, and those that want a slot stand in a heap, so
// that n events of a user cost n log n.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sla/rehearsal.hpp"
#include "sla/replay.hpp"

namespace srok {

// Where to write what happens to one ticket.
struct watch {
  const ticket* told;
  replay& seen;
};

class user_desk {
 public:
  // Events and closings of one user that are played again because of faults, at most: two seconds
  // of work. It takes 2000 tickets of one user, all in one queue, each of which had a slot before
  // it led beyond the horizon. An event that looks at 16 deferrals takes twice the time of one that
  // looks at none, and counts as two.
  static constexpr std::size_t most_steps_again = 4'000'000;
  static constexpr std::size_t deferrals_a_step = 16;

  explicit user_desk(instant now, const watch* watched = nullptr, checkpoint between = {})
      : now_{now}, watched_{watched}, between_{between} {}

  // Writes the answers anew. requires: the subjects are rehearsed, of one user, and in the order of
  // their submission, then of the input.
  //
  // A ticket with a fault holds no slot. One whose story is impossible is known by its rehearsal:
  // it asks for slots, so that its sentence can say how it stood, and takes none. Any other fault
  // comes out on the way: had the ticket a slot until then, and somebody waited for one, the rest
  // is played again without it; beyond most_steps_again it is not judged.
  void judge(std::span<const subject> subjects);

 private:
  // A ticket on its way. Its number is its place in the order of admission: submitted first, then
  // by place in the input.
  struct story {
    const subject* of = nullptr;
    bool impossible = false;  // takes no slot
    bool out = false;         // has a fault

    bool begun = false;
    bool held = false;               // a slot, at any time
    std::size_t next = 0;            // event; what happens now comes of the one before it
    std::size_t next_end = 0;        // the first event from there that resolves or closes
    instant closes = no_instant;     // by itself, before closings_end_
    instant admission = no_instant;  // foreseen
    instant foreseen = no_instant;   // the last instant of which it was asked whether, when all its
    bool closes_at_foreseen = false;  // events of it are told, it has closed by itself
    ticket_fold fold;

    std::span<const event> events() const noexcept { return of->told->events; }
    const event* event_at(instant at) const noexcept {
      return next < events().size() && events()[next].at == at ? &events()[next] : nullptr;
    }
    bool holds_slot() const noexcept { return begun && !impossible && fold.holds_slot(); }
    bool waits_for_slot() const noexcept { return begun && !out && fold.queued(); }
    std::size_t limit() const noexcept {
      return static_cast<std::size_t>(of->governing->settings().active_limit);
    }
  };

  // When something of a story happens next, and what goes first at one instant.
  struct moment {
    instant at = instant::max();
    std::uint64_t order = nothing;  // the rank, then the story

    // Without a branch: which of two comes first is anybody's guess, and a wrong one costs more
    // than all the rest.
    unsigned before(const moment& other) const noexcept {
      const auto one = [](bool is) { return static_cast<unsigned>(is); };
      return one(at < other.at) | (one(at == other.at) & one(order < other.order));
    }
    std::size_t story() const noexcept { return static_cast<std::uint32_t>(order); }
  };
  static constexpr std::uint64_t nothing = ~std::uint64_t{0};  // happens any more

  void arrange(std::span<const subject> subjects);
  void begin();
  bool play();
  void give_up();
  bool tell();
  void foresee();
  void foresee_a_second_later();
  bool step(story& s, instant at);
  bool give_slots(instant at);
  story* first_waiting(std::vector<std::uint32_t>& queue);
  void queue_up(const story& s);
  void schedule(story& s);
  static std::size_t steps_of(const story& s) noexcept {
    return 1 + (s.begun ? s.fold.deferrals() / deferrals_a_step : 0);
  }
  std::uint64_t rank(story& s, instant at);
  static bool ends_at(story& s, instant at);
  bool closes_after_events(story& s, instant at);
  std::size_t frees_needed(const story& s, std::size_t ahead) const;
  bool watches(const story& s) const noexcept {
    return watched_ != nullptr && watched_->told == s.of->told;
  }
  std::uint32_t number_of(const story& s) const noexcept {
    return static_cast<std::uint32_t>(&s - stories_.data());
  }

  template <class Action>
  bool act(story& s, instant at, const event* cause, Action action);
  template <class Action, class Fault>
  bool guarded(story& s, Action action, Fault fault);

  instant now_;
  instant closings_end_ = now_;  // what closes by itself before is over
  const watch* watched_;
  checkpoint between_;
  std::vector<story> stories_;  // the first count_ are in use; the others keep their memory
  std::size_t count_ = 0;
  std::vector<std::uint32_t> by_place_;
  std::vector<moment> tournament_;  // the root at 1, the stories from leaves_ on
  std::size_t leaves_ = 0;
  std::vector<std::uint32_t> queue_,
      impossible_queue_;  // heaps of stories, some of which have left
  std::size_t holders_ = 0;
  bool contended_ = false;  // somebody has waited for a slot
  std::size_t steps_ = 0;   // since the first time all was played again
  const story* last_out_ = nullptr;
  ticket_fold twin_;            // plays what has not happened yet
  std::vector<instant> freed_;  // slots, by tickets that will close by themselves, in order
};

}  // namespace srok
