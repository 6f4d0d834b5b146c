// How a call into the module fails when it cannot return: the reason is written down and the call
// is broken off.
#pragma once

#include <string_view>

#include "srok/status.hpp"

namespace srok::wasm {

// Leaves the status and the sentence where JavaScript reads them, then traps. The module is built
// without exceptions: a `throw` of the core ends here (failure.cpp), and JavaScript restores the
// stack and frees what the call had allocated (memory.cpp), so that the module stays usable.
[[noreturn]] void break_off(status why, std::string_view sentence) noexcept;

}  // namespace srok::wasm
