#include "io/timeline_words.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "io/moment_text.hpp"

namespace srok {
namespace {

struct pair_of_words {
  std::string_view name;
  std::string_view russian;
};

// A name that a regulation gave itself stays as it is.
template <std::size_t N>
std::string translated(const std::array<pair_of_words, N>& known, std::string_view name,
                       language language) {
  if (language == language::russian) {
    for (const pair_of_words& word : known) {
      if (word.name == name) return std::string{word.russian};
    }
  }
  return std::string{name};
}

std::string reason_text(std::string_view reason, language language) {
  static constexpr std::array<pair_of_words, 7> known{{
      {"cannot_reproduce", "не воспроизводится"},
      {"insufficient_information", "недостаточно сведений"},
      {"needs_development", "нужна разработка"},
      {"user_violation", "нарушение пользователя"},
      {"out_of_scope", "вне области поддержки"},
      {"unconstructive", "неконструктивное обращение"},
      {"abusive", "оскорбления"},
  }};
  std::string text = translated(known, reason, language);
  for (char& c : text) c = c == '_' ? ' ' : c;
  return text;
}

// The violations of ticket_fold.cpp, by their clause.
std::string violation_text(const timeline_entry& e, language language) {
  static constexpr std::array<pair_of_words, 3> known{{
      {"3.5", "специалист изменил приоритет раньше, чем молчание пользователя дало на это право"},
      {"4.3", "работа над заявкой в очереди, сверх числа активных заявок"},
      {"4.8", "ответ вне рабочего времени"},
  }};
  if (language == language::russian) return translated(known, e.clause, language);
  return e.violation.substr(e.violation.find(' ') + 1);
}

class speaker {
 public:
  speaker(const timeline& told, const timeline_entry& e, language language)
      : told_{told}, e_{e}, language_{language} {}

  std::string sentence() const {
    switch (e_.kind) {
      case entry_kind::submitted:
        return fmt::format("{} {}, {} {}", say("submitted", "подана"),
                           channel_text(told_.via, language_), say("priority", "приоритет"),
                           priority_text(told_, e_.urgency_after, language_));
      case entry_kind::accepted:
        return said("accepted", "принята");
      case entry_kind::queued:
        return fmt::format("{} ({})",
                           say("queued: the user's limit of active tickets is reached",
                               "в очереди: предел активных заявок пользователя исчерпан"),
                           told_.governing.settings().active_limit);
      case entry_kind::admitted:
        return said("admitted to active work", "взята в активную работу");
      case entry_kind::promised:
        return fmt::format("{} {}: {} {}", say("promise", "обещание"), e_.cycle,
                           say("an answer until", "ответ до"), at(e_.promise)) +
               (e_.begins == e_.at ? "" : said(", counted from ", ", отсчёт с ") + at(e_.begins));
      case entry_kind::reacted:
        return said("", "реакция: ") + reply() + kept();
      case entry_kind::replied:
        return unawaited_reply();
      case entry_kind::user_replied:
        return said("the user replied", "ответ пользователя");
      case entry_kind::silence:
      case entry_kind::right_awaited:
      case entry_kind::right_given:
      case entry_kind::auto_closed:
        return of_silence();
      case entry_kind::priority_changed:
        return of_priority();
      case entry_kind::deferred:
        return of_deferral();
      case entry_kind::resumed:
        return said("resumed", "возобновлена") + moved();
      case entry_kind::target_set:
        return said("a term of its own was set", "назначен особый срок") +
               (e_.promise_before == no_instant && e_.promise != no_instant
                    ? said(": an answer until ", ": ответ до ") + at(e_.promise)
                    : moved());
      case entry_kind::warned:
        return fmt::format("{}% {} {}", e_.percent,
                           say("of the budget spent on promise", "норматива потрачено, обещание"),
                           e_.cycle);
      case entry_kind::breached:
        return said("breached: no answer in time", "нарушен срок: ответа вовремя не было");
      case entry_kind::resolved:
        return said("resolved", "решена") + (e_.promise == no_instant ? "" : kept());
      case entry_kind::closed:
        return said("closed", "закрыта");
      case entry_kind::reopened:
        return said("reopened", "открыта снова");
      case entry_kind::violated:
        return said("violation: ", "нарушение: ") + violation_text(e_, language_);
    }
    return {};
  }

 private:
  std::string_view say(std::string_view english, std::string_view russian) const {
    return phrase(language_, english, russian);
  }
  std::string said(std::string_view english, std::string_view russian) const {
    return std::string{say(english, russian)};
  }
  std::string at(instant moment) const {
    return moment_text(told_.governing.schedule(), moment, language_);
  }

  std::string reply() const {
    switch (e_.reply) {
      case reply_kind::question:
        return said("asked a question", "вопрос");
      case reply_kind::recommendation:
        return said("gave a recommendation", "рекомендация");
      case reply_kind::instruction:
        return said("gave instructions", "инструкция");
      case reply_kind::note:
        break;
    }
    return said("a note", "заметка");
  }

  std::string unawaited_reply() const {
    if (told_.governing.settings().effect_of(e_.reply) == reply_effect::nothing) {
      return reply() + said(", no reaction", ", не реакция");
    }
    return said("", "реакция: ") + reply() +
           said("; no promise was waiting for it", "; ни одно обещание её не ждало");
  }

  std::string kept() const {
    const std::string promise = fmt::format("; {} {} ", say("promise", "обещание"), e_.cycle);
    if (!e_.late) return promise + said("kept", "исполнено");
    return promise + said("kept late, it was due ", "исполнено с опозданием, срок был ") +
           at(e_.promise);
  }

  std::string moved() const {
    if (e_.promise_before == no_instant) return {};
    return fmt::format("{} {} {} {}", say("; the due moves from", "; срок сдвинут с"),
                       at(e_.promise_before), say("to", "на"), at(e_.promise));
  }

  std::string of_silence() const {
    const std::string now_from = e_.promise_before == no_instant
                                     ? std::string{}
                                     : said(", no longer ", ", а не ") + at(e_.promise_before);
    if (e_.kind == entry_kind::silence) {
      return said("without a reply of the user it closes by itself after ",
                  "без ответа пользователя закроется сама после ") +
             at(e_.promise) + now_from;
    }
    if (e_.kind == entry_kind::right_awaited) {
      return said("without a reply of the user the priority may be changed from ",
                  "без ответа пользователя приоритет можно менять с ") +
             at(e_.promise) + now_from;
    }
    if (e_.kind == entry_kind::right_given) {
      return said("the user is silent: a specialist may change the priority",
                  "пользователь молчит: специалист вправе изменить приоритет");
    }
    return said("closed by itself: the user did not reply", "закрылась сама: пользователь молчал");
  }

  std::string of_priority() const {
    const std::string who =
        e_.by_user ? said("the user", "пользователь") : said("a specialist", "специалист");
    if (e_.urgency_before == e_.urgency_after) {
      return fmt::format("{} {} {}", who, say("confirms the priority", "подтверждает приоритет"),
                         priority_text(told_, e_.urgency_after, language_));
    }
    return fmt::format("{} {}: {} → {}", who, say("changes the priority", "меняет приоритет"),
                       priority_text(told_, e_.urgency_before, language_),
                       priority_text(told_, e_.urgency_after, language_)) +
           moved();
  }

  std::string of_deferral() const {
    const deferral_terms& terms = told_.governing.deferrals()[e_.reason];
    return fmt::format("{}: {}; {}", say("deferred", "отложена"),
                       reason_text(terms.reason, language_),
                       terms.stops_timers ? say("its timers stand still", "таймеры стоят")
                                          : say("its timers run on", "таймеры идут")) +
           moved();
  }

  const timeline& told_;
  const timeline_entry& e_;
  language language_;
};

}  // namespace

std::string sentence_of(const timeline& told, const timeline_entry& e, language language) {
  return speaker{told, e, language}.sentence();
}

std::string priority_text(const timeline& told, priority urgency, language language) {
  static constexpr std::array<pair_of_words, 4> known{{
      {"low", "низкий"},
      {"medium", "средний"},
      {"high", "высокий"},
      {"emergency", "аварийный"},
  }};
  return translated(known, told.governing.terms_of(urgency).name, language);
}

std::string_view state_text(ticket_status state, language language) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> states{{
      {"queued", "в очереди"},
      {"the desk's turn", "ход поддержки"},
      {"waiting for the user", "ждёт пользователя"},
      {"deferred", "отложена"},
      {"resolved", "решена"},
      {"closed", "закрыта"},
      {"closed by itself", "закрылась сама"},
  }};
  const auto& words = states[static_cast<std::size_t>(state)];
  return phrase(language, words.first, words.second);
}

std::string_view channel_text(channel via, language language) {
  return via == channel::portal ? phrase(language, "through the portal", "через портал")
                                : phrase(language, "by email", "по почте");
}

std::string_view projected_text(language language) {
  return phrase(language,
                "Some of it rests on a projected calendar: no act has settled its last days yet, "
                "and it may move.",
                "Часть дат опирается на прогноз календаря: его последние дни ещё не установлены "
                "актом, они могут сдвинуться.");
}

}  // namespace srok
