// The page: a ticket goes in, its due, the reasons and the year come out. What was asked stands in the address.
import { byId, element } from "./elements.js";
import { showExplanation } from "./explanation.js";
import { daysLater, instantOf, nowOnWall, wallAt } from "./wall.js";
import { wordsIn } from "./words.js";
import { YearView } from "./year.js";

let words = wordsIn(languageAsked());
showTexts();

const srok = await import("./srok/web.js").catch((error) => {
  showTrouble(words.text.noModule);
  throw error;
});
const regulation = srok.Regulation.builtin();
const { schedule } = regulation;
const calendar = srok.Calendar.builtin();
const lastDate = daysLater(wallAt(schedule, schedule.horizon.end).date, -1);
const year = new YearView(calendar, schedule, (date) => {
  byId("submitted").value = `${date}T${byId("submitted").value.slice(11, 16) || "09:00"}`;
  answer();
});

// ---- what is asked ----

function addressed() {
  return new URLSearchParams(location.hash.slice(1));
}

function languageAsked() {
  const asked = addressed().get("lang");
  if (asked === "ru" || asked === "en") return asked;
  return navigator.languages?.some((language) => language.toLowerCase().startsWith("ru")) ? "ru" : "en";
}

function priorityAsked() {
  return document.querySelector('input[name="priority"]:checked').value;
}

function readAddress() {
  const asked = addressed();
  const known = regulation.priorities.map(({ name }) => name);
  const priority = known.includes(asked.get("priority")) ? asked.get("priority") : "high";
  showPriorities(priority);
  const input = byId("submitted");
  input.min = `${wallAt(schedule, schedule.horizon.begin).date}T00:00`;
  input.max = `${lastDate}T23:59`;
  input.value = asked.get("submitted") ?? "";
  if (!input.value) input.value = nowOnWall(schedule);
}

function writeAddress() {
  const state = new URLSearchParams({
    priority: priorityAsked(),
    submitted: byId("submitted").value,
    lang: words.language,
  });
  // A moment is legible as it is.
  history.replaceState(null, "", `#${state.toString().replaceAll("%3A", ":")}`);
}

// ---- what is shown ----

function showTexts() {
  document.documentElement.lang = words.language;
  document.title = words.text.title;
  for (const shown of document.querySelectorAll("[data-text]")) shown.textContent = words.text[shown.dataset.text];
  for (const shown of document.querySelectorAll("[data-label]"))
    shown.setAttribute("aria-label", words.text[shown.dataset.label]);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === words.language));
  }
}

function showPriorities(chosen) {
  byId("priorities").replaceChildren(
    ...regulation.priorities.map(({ name, days }) =>
      element(
        "label",
        { class: `priority ${name}` },
        element("input", { type: "radio", name: "priority", value: name, checked: name === chosen }),
        element("span", { class: "word" }, words.priority(name)),
        element("span", { class: "days" }, words.days(days)),
      ),
    ),
  );
}

function showTrouble(sentence) {
  const trouble = byId("trouble");
  trouble.hidden = false;
  trouble.textContent = sentence;
  byId("due").replaceChildren();
  byId("facts").replaceChildren();
  byId("days").replaceChildren();
}

function showDue(why) {
  byId("trouble").hidden = true;
  const due = wallAt(schedule, why.deadline);
  byId("due").replaceChildren(
    element(
      "time",
      { datetime: schedule.localTime(why.deadline) },
      element("strong", {}, due.time),
      " ",
      words.date(due.date),
    ),
  );
  const accepted = wallAt(schedule, why.accepted);
  const facts = [
    [
      words.text.accepted,
      why.accepted === why.start
        ? words.text.acceptedAtOnce
        : `${words.date(accepted.date, "middle")}, ${accepted.time}`,
    ],
    [words.text.term, words.days(why.days)],
    [words.text.budget, words.amount(why.budget)],
    [words.text.calendar, words.text[why.calendar]],
  ];
  byId("facts").replaceChildren(
    ...facts.map(([term, told]) => element("div", {}, element("dt", {}, term), element("dd", {}, told))),
  );
}

function showBeyond() {
  const first = wallAt(schedule, schedule.horizon.begin).date;
  showTrouble(words.text.beyond(words.date(first, "plain"), words.date(lastDate, "plain")));
}

function answer() {
  const submitted = byId("submitted").value;
  if (!submitted) {
    byId("wall").textContent = words.text.wall;
    showTrouble(words.text.noMoment);
    return;
  }
  if (!/^\d{4}-/.test(submitted)) {  // fields take years of five digits and more
    byId("wall").textContent = words.text.wall;
    showBeyond();
    return;
  }
  writeAddress();
  byId("wall").textContent = `${words.text.wall}: ${words.date(submitted.slice(0, 10))}, ${submitted.slice(11, 16)}`;
  let why = null;
  try {
    why = regulation.explain(priorityAsked(), instantOf(schedule, submitted));
    showDue(why);
    showExplanation(schedule, why, words);
  } catch (error) {
    if (!(error instanceof srok.BeyondHorizonError)) throw error;
    showBeyond();
  }
  const ends = why ? [why.start, why.deadline].map((at) => wallAt(schedule, at).date) : [submitted];
  year.show(
    ends.map((date) => Number(date.slice(0, 4))),
    why,
    words,
  );
}

function speak(language) {
  const priority = priorityAsked();
  words = wordsIn(language);
  showTexts();
  showPriorities(priority);
  byId("version").textContent = words.text.version(srok.version, srok.dataVersion);
  answer();
}

byId("ticket").addEventListener("input", answer);
byId("ticket").addEventListener("submit", (event) => event.preventDefault());
byId("now").addEventListener("click", () => {
  byId("submitted").value = nowOnWall(schedule);
  answer();
});
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}
// The address is the question's own, so the link to the answer must not take it.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("answer").focus();
});
addEventListener("hashchange", () => {
  readAddress();
  speak(languageAsked());
});

readAddress();
speak(words.language);
document.documentElement.dataset.ready = "";
