// The timeline of a ticket as a picture.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "io/moment_text.hpp"
#include "io/shown_text.hpp"
#include "io/timeline_axis.hpp"
#include "io/timeline_words.hpp"
#include "io/xml.hpp"
#include "srok/io/timeline_text.hpp"

namespace srok {
namespace {

constexpr double margin = 28, width = 1200;
constexpr double head = 132;  // the height at which the columns begin
constexpr double row = 30;
constexpr double list_line = 19;

constexpr std::string_view styles =
    "<style>text{font-family:'Helvetica Neue',Helvetica,Arial,'DejaVu Sans',sans-serif;"
    "font-size:12px;fill:#1f2933}.title{font-size:24px;font-weight:700}.soft,.date{fill:"
    "#616e7c}.date{font-size:11px}.off{fill:#e9ecf0}.on{fill:#ffffff}.grid{stroke:#d3d9e0;"
    "stroke-width:.6}.queued{fill:#b8c2cc}.active{fill:#2f6fb0}.waiting_for_user{fill:#f0b840}"
    ".deferred{fill:url(#hatch)}.ended{fill:#9aa5b1}.kept{fill:#2e8b57}.late{fill:#c8371f}.runs{"
    "fill:#2f6fb0}.silent{fill:#f0b840}.rest{stroke:#7b8794;stroke-width:1.5;stroke-dasharray:2 3}"
    ".due{stroke:#1f2933;stroke-width:2}.due.missed{stroke:#c8371f}.now{stroke:#c8371f;"
    "stroke-width:1.2;stroke-dasharray:5 3}.nowname{fill:#c8371f;font-size:11px;font-weight:600}"
    ".edge{stroke:#ffffff;stroke-width:1.5}.mark{fill:#1f2933}.mark.ahead{fill:#ffffff;stroke:#"
    "7b8794}.number{fill:#ffffff;font-size:"
    "10px;font-weight:600}.number.ahead{fill:#616e7c}.bad{fill:#c8371f}.pale{fill:#7b8794}"
    "</style>\n<defs><pattern id=\"hatch\" width=\"7\" height=\"7\" "
    "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"7\" "
    "height=\"7\" fill=\"#d9d2ee\"/><rect width=\"3\" height=\"7\" fill=\"#7d63b8\"/></pattern>"
    "</defs>\n";

std::string label(double x, double y, std::string_view style, std::string_view text,
                  std::string_view anchor = "start") {
  return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n",
                     style, x, y, anchor, xml_text(text));
}

// Every line of what happened has the number of its mark; what happens at one instant shares it.
struct mark {
  std::size_t number = 0;
  instant at;
  std::vector<const timeline_entry*> entries;
};

std::vector<mark> marks_of(const timeline& told) {
  std::vector<mark> marks;
  for (const timeline_entry& e : told.entries) {
    if (marks.empty() || marks.back().at != e.at) marks.push_back({marks.size() + 1, e.at, {}});
    marks.back().entries.push_back(&e);
  }
  return marks;
}

bool is_bad(const timeline_entry& e) {
  return e.kind == entry_kind::breached || e.kind == entry_kind::violated || e.late;
}

class picture {
 public:
  picture(const timeline& told, language language)
      : told_{told}, language_{language}, axis_{told}, marks_{marks_of(told)} {}

  std::string text() const {
    const double bottom = head + row * (2.0 + static_cast<double>(told_.promises.size())) + 8;
    const double legend_top = bottom + 40;
    const double list_top = legend_top + 46;
    const double height =
        list_top + list_line * 1.2 + list_line * static_cast<double>(told_.entries.size()) + 16;
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" "
               "height=\"{1:.0f}\" viewBox=\"0 0 {0} {1:.0f}\" role=\"img\">\n"
               "<title>{2}</title>\n{3}<rect width=\"{0}\" height=\"{1:.0f}\" "
               "fill=\"#fafbfc\"/>\n",
               width, height, xml_text(told_.id), styles) +
           draw_head() + axis_.draw(language_, head, bottom) + draw_states() + draw_promises() +
           draw_now(bottom) + draw_marks() + draw_legend(legend_top) + draw_list(list_top) +
           "</svg>\n";
  }

 private:
  std::string_view say(std::string_view english, std::string_view russian) const {
    return phrase(language_, english, russian);
  }
  std::string at(instant moment) const {
    return moment_text(told_.governing.schedule(), moment, language_);
  }

  // A bar with a tooltip, centred on the row's line `y`.
  std::string bar(instant from, instant to, double y, double thickness, std::string_view style,
                  std::string_view title) const {
    return fmt::format(
        "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\" "
        "rx=\"2\"><title>{}</title></rect>\n",
        style, axis_.x(from), y - thickness / 2, std::max(axis_.x(to) - axis_.x(from), 1.5),
        thickness, xml_text(title));
  }

  std::string draw_head() const {
    const ticket_state& s = told_.state;
    const std::string state = s.submitted ? std::string{state_text(s.state, language_)}
                                          : std::string{say("not submitted yet", "ещё не подана")};
    const std::string about = fmt::format("{}: {} · {} · {}", say("priority", "приоритет"),
                                          priority_text(told_, s.urgency, language_),
                                          channel_text(told_.via, language_), told_.user);
    return label(margin, 40, "title", told_.id) + label(margin, 62, "soft", about) +
           label(width - margin, 38, "title", state, "end") +
           label(width - margin, 62, "soft",
                 fmt::format("{} {} ({})", say("as of", "на"), at(told_.now),
                             told_.governing.schedule().zone_name()),
                 "end") +
           (s.projected ? label(margin, 80, "soft", projected_text(language_)) : "");
  }

  // ---- rows ----

  static double line_of(std::size_t place) {
    return head + row * (static_cast<double>(place) + 0.65);
  }

  std::string draw_states() const {
    const double y = line_of(1);
    std::string out = label(margin, y + 4, "", say("state", "состояние"));
    for (const timeline_stretch& s : told_.stretches) {
      const bool ended = is_over(s.state);
      if (!axis_.shows(s.begin)) continue;
      out += bar(s.begin, s.end, y, ended ? 4 : 18, ended ? "ended" : ticket_status_name(s.state),
                 fmt::format("{}: {} – {}, {} {}", state_text(s.state, language_), at(s.begin),
                             at(s.end), amount_text(s.working, language_),
                             say("of working time", "рабочего времени")));
    }
    return out;
  }

  std::string name_of(const timeline_promise& p) const {
    if (p.silence) {
      const std::string_view outcome = p.ended == no_instant ? std::string_view{}
                                       : p.kept ? say(": closed by itself", ": закрылась сама")
                                                : say(": ended", ": прервано");
      return fmt::format("{}{}", say("user's silence", "молчание"), outcome);
    }
    const std::string_view outcome =
        p.ended == no_instant ? (p.late ? say(": late", ": просрочен") : std::string_view{})
        : p.kept ? (p.late ? say(": late", ": с опозданием") : say(": in time", ": в срок"))
                 : say(": dropped", ": снят");
    return fmt::format("{} {}{}", say("answer", "ответ"), p.cycle, outcome);
  }

  // What was used of a promise, late from the due on; the rest dashed; the deferrals hatched.
  std::string draw_promise(const timeline_promise& p, double y) const {
    const instant end = p.ended == no_instant ? std::max(p.begin, told_.now) : p.ended;
    const std::string title = fmt::format("{}: {} – {}", name_of(p), at(p.begin), at(p.until));
    const bool late = p.late && end > p.until;
    const std::string_view style = p.silence                               ? "silent"
                                   : p.kept || (late && p.begin < p.until) ? "kept"
                                                                           : "runs";
    std::string out = label(margin, y + 4, p.late ? "bad" : "", name_of(p));
    if (p.begin < p.until) {
      out += fmt::format("<path class=\"rest\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", axis_.x(p.begin),
                         y, axis_.x(p.until));
      const instant used = std::min(end, p.until);
      out += bar(p.begin, used, y, 8, late ? "runs" : style, title);
    }
    if (late) out += bar(std::max(p.until, p.begin), end, y, 8, "late", title);
    for (const timeline_stretch& s : told_.stretches) {
      const instant from = std::max(s.begin, p.begin);
      const instant to = std::min(s.end, end);
      if (s.state == ticket_status::deferred && from < to) {
        out += bar(from, to, y, 8, "deferred", state_text(s.state, language_));
      }
    }
    if (!p.silence && p.kept) {
      out += fmt::format(
          "<circle class=\"{} edge\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\"><title>{} "
          "{}</title></circle>\n",
          p.late ? "late" : "kept", axis_.x(p.ended), y, say("answered", "ответ"), at(p.ended));
    }
    return out + draw_until(p, y);
  }

  // An upright for a due, a square for a closing by itself.
  std::string draw_until(const timeline_promise& p, double y) const {
    const double x = axis_.x(p.until);
    const std::string title = fmt::format(
        "<title>{} {}</title>",
        p.silence ? say("closes by itself after", "закроется сама после") : say("due", "срок"),
        at(p.until));
    if (p.silence) {
      return fmt::format(
          "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"10\" height=\"10\">{}</rect>\n",
          p.kept ? "mark" : "pale", x - 5, y - 5, title);
    }
    return fmt::format("<path class=\"due{}\" d=\"M{:.1f} {:.1f}v18\">{}</path>\n",
                       p.late ? " missed" : "", x, y - 9, title);
  }

  std::string draw_promises() const {
    std::string out;
    for (std::size_t i = 0; i < told_.promises.size(); ++i) {
      out += draw_promise(told_.promises[i], line_of(i + 2));
    }
    return out;
  }

  std::string draw_now(double bottom) const {
    if (!axis_.shows(told_.now)) return {};
    const double x = axis_.x(told_.now);
    return fmt::format("<path class=\"now\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n", x, head, bottom) +
           label(x, bottom + 14, "nowname", say("now", "сейчас"), "middle");
  }

  // ---- marks and their list ----

  // Marks that would cover each other become one, "3–5".
  std::string draw_marks() const {
    constexpr double single = 18, several = 34;
    const double y = line_of(0);
    std::string out = label(margin, y + 4, "", say("events", "события"));
    double free_from = 0;
    for (std::size_t i = 0; i < marks_.size();) {
      std::size_t last = i;
      double from = axis_.x(marks_[i].at);
      const double begin = std::max(from - single / 2, free_from);
      while (last + 1 < marks_.size() &&
             axis_.x(marks_[last + 1].at) - single / 2 < begin + (last == i ? single : several)) {
        ++last;
      }
      const double wide = last == i ? single : several;
      out += draw_mark(i, last, begin, wide, y);
      free_from = begin + wide + 1;
      i = last + 1;
    }
    return out;
  }

  std::string draw_mark(std::size_t first, std::size_t last, double x, double wide,
                        double y) const {
    std::string title;
    bool bad = false;
    for (std::size_t i = first; i <= last; ++i) {
      for (const timeline_entry* e : marks_[i].entries) {
        title += fmt::format("{}{}: {}", title.empty() ? "" : "&#10;", at(e->at),
                             xml_text(sentence_of(told_, *e, language_)));
        bad = bad || is_bad(*e);
      }
    }
    const std::string number =
        first == last ? fmt::format("{}", first + 1) : fmt::format("{}–{}", first + 1, last + 1);
    const std::string_view ahead = marks_[first].at > told_.now ? " ahead" : "";
    return fmt::format(
               "<g><title>{}</title><rect class=\"mark{}{}\" x=\"{:.1f}\" y=\"{:.1f}\" "
               "width=\"{}\" height=\"18\" rx=\"9\"/>",
               title, ahead, bad ? " bad" : "", x, y - 9, wide) +
           label(x + wide / 2, y + 4, fmt::format("number{}", ahead), number, "middle") + "</g>\n";
  }

  std::string draw_list(double y) const {
    std::string out =
        label(margin + 36, y, "date", say("when", "когда")) +
        label(270, y, "date", say("working time", "рабочее время"), "end") +
        label(286, y, "date", say("what happened", "что произошло")) +
        label(width - margin, y, "date", say("clause", "пункт"), "end") +
        fmt::format("<path class=\"grid\" d=\"M{} {:.1f}H{}\"/>\n", margin, y + 6, width - margin);
    y += list_line * 1.2;
    for (const mark& m : marks_) {
      for (const timeline_entry* e : m.entries) {
        const std::string_view style = is_bad(*e) ? "bad" : m.at > told_.now ? "soft" : "";
        if (e == m.entries.front()) {
          out += label(margin + 22, y, "soft", std::to_string(m.number), "end") +
                 label(margin + 36, y, style, at(e->at));
        }
        if (e->amount) {
          out += label(270, y, "soft", amount_text(*e->amount, language_), "end");
        }
        out += label(286, y, style, sentence_of(told_, *e, language_));
        out += label(width - margin, y, "soft", e->clause, "end");
        y += list_line;
      }
    }
    return out;
  }

  std::string draw_legend(double y) const {
    struct item {
      std::string_view style, text;
    };
    const std::array<item, 8> items{{
        {"on", say("working time", "рабочее время")},
        {"active", say("the desk's turn", "ход поддержки")},
        {"waiting_for_user", say("waiting for the user", "ждёт пользователя")},
        {"deferred", say("deferred", "отложена")},
        {"queued", say("queued", "в очереди")},
        {"kept", say("answered in time", "ответ в срок")},
        {"late", say("late", "опоздание")},
        {"pale", say("closes by itself", "закроется сама")},
    }};
    std::string out;
    double x = margin;
    for (const item& i : items) {
      out += fmt::format(
          "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"14\" height=\"14\" rx=\"3\" "
          "stroke=\"#d3d9e0\"/>\n",
          i.style, x, y - 11);
      out += label(x + 20, y, "soft", i.text);
      x += 44 + 6.6 * static_cast<double>(width_of(i.text));
    }
    out += fmt::format("<path class=\"due\" d=\"M{:.1f} {:.1f}v16\"/>\n", x + 6, y - 12);
    return out + label(x + 16, y, "soft", say("due", "срок"));
  }

  const timeline& told_;
  language language_;
  svg::axis axis_;
  std::vector<mark> marks_;
};

}  // namespace

std::string to_svg(const timeline& told, language language) {
  return picture{told, language}.text();
}

}  // namespace srok
