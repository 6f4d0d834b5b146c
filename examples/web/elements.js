// Elements of the page: made, found, filled.

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children; a child may be text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A bar from one minute of the day to another, of the 1440. */
export function bar(kind, from, to) {
  const made = element("span", { class: `bar ${kind}` });
  made.style.setProperty("--from", from / 1440);
  made.style.setProperty("--to", to / 1440);
  return made;
}
