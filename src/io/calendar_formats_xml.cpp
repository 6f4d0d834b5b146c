// calendar.xml of xmlcalendar.ru: <day d="MM.DD" t="1|2|3" h="holiday" f="moved from MM.DD"/>.
#include <algorithm>
#include <cstddef>
#include <pugixml.hpp>
#include <set>

#include "io/publisher_text.hpp"

namespace srok {
namespace {

class xml_reader {
 public:
  explicit xml_reader(const publisher_text& text) : text_{text} {
    // As a fragment it keeps the text beside its root, which is else left out.
    const pugi::xml_parse_result result =
        document_.load_buffer(text.text.data(), text.text.size(),
                              pugi::parse_default | pugi::parse_fragment, pugi::encoding_utf8);
    if (!result) text_.fail(static_cast<std::size_t>(result.offset), result.description());
  }

  published_year read() {
    const pugi::xml_node root = document_.child("calendar");
    if (!root) text_.fail("there is no <calendar>; this is not a calendar of xmlcalendar.ru");
    require_alone(root);
    year_.year = whole_number(root.attribute("year").value());
    if (!is_calendar_year(year_.year)) {
      fail(root, "<calendar> needs a year=\"YYYY\"");
    }
    require_known(root, {"holidays", "days"});
    for (const pugi::xml_node node : root.children()) {
      if (node == root.child(node.name())) continue;
      fail(node, "<" + std::string{node.name()} + "> is there twice");
    }
    if (!root.child("days")) fail(root, "there is no <days> in <calendar>");
    require_known(root.child("holidays"), {"holiday"});
    require_known(root.child("days"), {"day"});
    for (const pugi::xml_node node : root.child("holidays").children("holiday")) {
      require_known(node, {});
      const std::string id = node.attribute("id").value();
      if (!titles_.emplace(id, node.attribute("title").value()).second && !id.empty()) {
        fail(node, "holiday id=\"" + id + "\" is there twice");
      }
    }
    for (const pugi::xml_node node : root.child("days").children("day")) read_day(node);
    return std::move(year_);
  }

 private:
  [[noreturn]] void fail(pugi::xml_node at, std::string_view sentence) const {
    text_.fail(static_cast<std::size_t>(at.offset_debug()), sentence);
  }

  void require_alone(pugi::xml_node root) const {
    for (const pugi::xml_node node : document_.children()) {
      if (node == root) continue;
      const std::string name = node.name();
      if (name == root.name()) fail(node, "there is more than one <calendar>; a text has one");
      if (!name.empty()) fail(node, "<" + name + "> beside <calendar>; a text has nothing else");
      const auto offset = static_cast<std::size_t>(node.offset_debug());
      text_.fail(std::min(text_.text.find_first_not_of(" \t\r\n", offset), text_.text.size()),
                 "text beside <calendar>; a text has nothing else");
    }
  }

  // What is not read must not be there: days would be lost in it. Each attribute is there once,
  // for which of two is meant nobody knows.
  void require_known(pugi::xml_node parent, std::initializer_list<std::string_view> names) const {
    std::set<std::string_view> attributes;
    for (const pugi::xml_attribute attribute : parent.attributes()) {
      if (!attributes.insert(attribute.name()).second) {
        fail(parent, "the attribute " + std::string{attribute.name()} + " is there twice");
      }
    }
    for (const pugi::xml_node node : parent.children()) {
      const std::string_view name = node.name();
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      fail(node, (name.empty() ? "text" : "<" + std::string{name} + ">") + " in <" + parent.name() +
                     ">, which is not read");
    }
  }

  std::int32_t day_in(pugi::xml_node node, const char* attribute) const {
    const std::string_view text = node.attribute(attribute).value();
    const auto offset = static_cast<std::size_t>(node.offset_debug());
    if (text.size() != 5 || text[2] != '.') {
      text_.fail(offset, std::string{attribute} + "=\"" + std::string{text} + "\" is not MM.DD");
    }
    return text_.day(offset, year_.year, text.substr(0, 2), text.substr(3));
  }

  void read_day(pugi::xml_node node) {
    require_known(node, {});
    const std::int32_t date = day_in(node, "d");
    const std::string_view type = node.attribute("t").value();
    published_day day;
    if (type == "1") {
      day.off = true;
    } else if (type == "2") {
      day.shortened = true;
    } else if (type != "3") {
      fail(node, "t=\"" + std::string{type} + "\" is not a type; there are 1, 2 and 3");
    }
    if (const pugi::xml_attribute holiday = node.attribute("h"); day.off && holiday) {
      const auto title = titles_.find(holiday.value());
      if (title == titles_.end()) {
        fail(node, "no <holiday id=\"" + std::string{holiday.value()} + "\">");
      }
      day.name = year_.keep(
          text_.name_of_day(static_cast<std::size_t>(node.offset_debug()), title->second));
      day.decree = names_decree(day.name);
      day.holiday = !day.decree;
    }
    if (day.off && node.attribute("f")) day.moved_from = day_in(node, "f");
    if (!year_.days.emplace(date, std::move(day)).second) {
      fail(node, "the day " + std::string{node.attribute("d").value()} + " is there twice");
    }
  }

  const publisher_text& text_;
  pugi::xml_document document_;
  std::map<std::string, std::string> titles_;
  published_year year_;
};

}  // namespace

std::vector<published_year> read_xmlcalendar_xml(const publisher_text& text) {
  std::vector<published_year> years;
  years.push_back(xml_reader{text}.read());
  return years;
}

}  // namespace srok
