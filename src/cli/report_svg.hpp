// A report of promises as a drawing.
#pragma once

#include <string>
#include <string_view>

#include "srok/sla/report.hpp"

namespace srok::cli {

// "83.3%"; "-" when no promise is decided yet.
std::string share_text(const tally& counts);

// A self-contained SVG: the share met in time, a bar for each priority, a column for each month, a
// legend; the numbers of each as its tooltip. `subtitle` says of what and when.
std::string draw_report(const sla_report& report, std::string_view subtitle);

}  // namespace srok::cli
