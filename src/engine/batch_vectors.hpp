// The vector targets that were compiled in, and whether this machine can run them.
#pragma once

#include "srok/engine/batch_rows.hpp"

namespace srok::engine {

struct vector_target {
  const batch_functions* functions;
  bool runs_here;
};

// The widest first.
std::span<const vector_target> vector_targets() noexcept;

}  // namespace srok::engine
