// Explanations: the intervals that count or do not, each with its reason.
import { dateText, like } from "./arguments.js";
import { secret } from "./handle.js";

// explained_list and explained of wasm/module.cpp, as places of their members.
const LIST = { parts: 0, count: 4, projected: 8 };
const PART = {
  from: 0,
  to: 8,
  counted: 16,
  reason: 20,
  date: 24,
  movedFrom: 28,
  movedTo: 32,
  name: 36,
  nameRu: 40,
  source: 44,
  bytes: 48,
};

// What is known of [start, end], as instants of the kind of `given`; `landing` is how the end was asked for.
// requires: start <= end
export function explained(module, schedule, start, end, landing, given) {
  const { wasm } = module;
  const place = module.guarded(() => wasm.explain(schedule[secret](), start, end, landing));
  if (place === 0) throw module.refusal(schedule);
  const list = module.words(place);
  const intervals = [];
  let budget = 0;
  for (let i = 0; i < list(LIST.count); ++i) {
    const interval = intervalAt(module, list(LIST.parts) + i * PART.bytes, given);
    budget += interval.counted;
    intervals.push(interval);
  }
  return {
    start: like(given, start),
    deadline: like(given, end),
    budget,
    calendar: list(LIST.projected) ? "projected" : "official",
    intervals,
  };
}

function intervalAt(module, place, given) {
  const word = module.words(place);
  const numbers = new DataView(module.wasm.memory.buffer, place);
  const from = numbers.getFloat64(PART.from, true);
  const to = numbers.getFloat64(PART.to, true);
  const date = word(PART.date);
  const other = (day) => (day === date ? null : dateText(day));
  return {
    from: like(given, from),
    to: like(given, to),
    counted: word(PART.counted) ? to - from : 0,
    reason: module.text(module.wasm.reason_name(word(PART.reason))),
    date: dateText(date),
    name: module.textOrNull(word(PART.name)),
    nameRu: module.textOrNull(word(PART.nameRu)),
    source: module.textOrNull(word(PART.source)),
    movedFrom: other(word(PART.movedFrom)),
    movedTo: other(word(PART.movedTo)),
  };
}
