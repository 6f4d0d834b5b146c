// All that the page says, in Russian and in English.
import { dateForIntl } from "./wall.js";

const texts = {
  ru: {
    title: "срок — когда ответить на заявку и почему",
    subtitle: "Когда ответить на заявку — и почему именно тогда",
    skip: "К ответу",
    ticket: "Заявка",
    priority: "Приоритет",
    submitted: "Подана",
    now: "Сейчас",
    wall: "Московское время, где бы вы ни были",
    answer: "Ответить до",
    why: "Почему тогда",
    years: "Другой год",
    keys: "Выберите день, чтобы подать заявку тогда; стрелки ходят по дням.",
    law: "Арифметика сроков — не юридическая консультация. Всё посчитано на этой странице: она никуда ничего не отправляет.",
    accepted: "Принята",
    acceptedAtOnce: "сразу",
    term: "Норматив",
    budget: "Рабочего времени",
    calendar: "Календарь",
    official: "утверждён",
    projected: "прогноз",
    working: "рабочее время",
    counted: "засчитано",
    nothing: "не засчитано",
    submittedHere: "подана",
    dueHere: "ответить",
    wholeDay: "весь день",
    movedFrom: "перенос с",
    movedTo: "выходной перенесён на",
    yearTitle: (year) => `${year} год`,
    toYear: (year) => `Показать ${year} год`,
    noMoment: "Укажите дату и время подачи.",
    beyond: (from, to) => `Календарь известен с ${from} по ${to}: ответ лежит за его пределами.`,
    noModule: "Модуль srok.wasm не загрузился. Страницу нужно открыть с файлового сервера, а не с диска.",
    version: (version, data) => `srok ${version}, календарь от ${data}`,
    totals: ({ workingDays, daysOff, hours40 }, plural) =>
      `${workingDays} ${plural(workingDays, "рабочий день", "рабочих дня", "рабочих дней")}, ` +
      `${daysOff} ${plural(daysOff, "выходной", "выходных", "выходных")}, ` +
      `${hours40} ${plural(hours40, "час", "часа", "часов")} при 40-часовой неделе`,
    days: (n, plural) => `${n} ${plural(n, "рабочий день", "рабочих дня", "рабочих дней")}`,
    amount: (hours, minutes) =>
      [hours && `${hours} ч`, minutes && `${minutes} мин`].filter(Boolean).join(" ") || "0 мин",
  },
  en: {
    title: "srok — when to answer a ticket, and why",
    subtitle: "When a ticket must be answered — and why then",
    skip: "To the answer",
    ticket: "Ticket",
    priority: "Priority",
    submitted: "Submitted",
    now: "Now",
    wall: "Moscow time, wherever you are",
    answer: "Answer by",
    why: "Why then",
    years: "Another year",
    keys: "Choose a day to submit the ticket then; the arrow keys go through the days.",
    law: "Deadlines are arithmetic, not legal advice. All of it is computed on this page, which sends nothing anywhere.",
    accepted: "Accepted",
    acceptedAtOnce: "at once",
    term: "Term",
    budget: "Working time",
    calendar: "Calendar",
    official: "official",
    projected: "projected",
    working: "working time",
    counted: "counted",
    nothing: "not counted",
    submittedHere: "submitted",
    dueHere: "due",
    wholeDay: "all day",
    movedFrom: "moved from",
    movedTo: "its day off moved to",
    yearTitle: (year) => `The year ${year}`,
    toYear: (year) => `Show ${year}`,
    noMoment: "Give the date and the time of submission.",
    beyond: (from, to) => `The calendar is known from ${from} to ${to}: the answer lies outside.`,
    noModule: "The module srok.wasm was not loaded. Open this page from a file server, not from the disk.",
    version: (version, data) => `srok ${version}, calendar of ${data}`,
    totals: ({ workingDays, daysOff, hours40 }) =>
      `${workingDays} working days, ${daysOff} days off, ${hours40} hours in a 40-hour week`,
    days: (n) => `${n} working ${n === 1 ? "day" : "days"}`,
    amount: (hours, minutes) => [hours && `${hours}h`, minutes && `${minutes}m`].filter(Boolean).join(" ") || "0m",
  },
};

const priorities = {
  ru: { low: "низкий", medium: "средний", high: "высокий", emergency: "аварийный" },
  en: { low: "low", medium: "medium", high: "high", emergency: "emergency" },
};

const reasons = {
  ru: {
    working: "рабочее время",
    short: "сокращённый день",
    exception: "особый режим",
    night: "ночь",
    break: "перерыв",
    weekend: "выходной",
    holiday: "праздник",
    moved_day: "выходной",
    decree_off: "нерабочий день по указу",
    closure: "закрытие",
    paused: "пауза",
  },
  en: {
    working: "working time",
    short: "short day",
    exception: "exception",
    night: "night",
    break: "break",
    weekend: "weekend",
    holiday: "holiday",
    moved_day: "day off",
    decree_off: "day off by decree",
    closure: "closure",
    paused: "paused",
  },
};

const kinds = {
  ru: {
    working: "рабочий день",
    short: "сокращённый день",
    weekend: "выходной",
    day_off: "выходной",
    holiday: "праздник",
    decree_off: "нерабочий день по указу",
  },
  en: {
    working: "working day",
    short: "short day",
    weekend: "weekend",
    day_off: "day off",
    holiday: "holiday",
    decree_off: "day off by decree",
  },
};

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The words of a language. */
export function wordsIn(language) {
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  const rules = new Intl.PluralRules(locale);
  const plural = (n, one, few, many) => ({ one, few, many })[rules.select(n)] ?? many;
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  const formats = {
    long: format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    middle: format({ weekday: "short", day: "numeric", month: "long" }),
    short: format({ weekday: "short", day: "numeric", month: "short" }),
    plain: format({ day: "numeric", month: "short", year: "numeric" }),
    month: format({ month: "long" }),
    weekday: format({ weekday: "short" }),
  };
  const text = texts[language];
  return {
    language,
    text,
    date: (date, length = "long") => formats[length].format(dateForIntl(date)),
    weekday: (date) => formats.weekday.format(dateForIntl(date)),
    priority: (name) => priorities[language][name] ?? name,
    reason: (name) => reasons[language][name] ?? name,
    kind: (name) => kinds[language][name] ?? name,
    days: (n) => text.days(n, plural),
    totals: (year) => text.totals(year, plural),
    amount: (milliseconds) => text.amount(Math.floor(milliseconds / HOUR), Math.floor((milliseconds % HOUR) / MINUTE)),
    name: (thing) => (language === "ru" ? thing.nameRu : thing.name),
  };
}
