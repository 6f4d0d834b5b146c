// The page in a real headless Chromium, from a plain file server: answers, languages, keyboard, widths, contrast.
//
//   TOOLS=<folder with node_modules/playwright-core> PAGE=<the staged page> SHOTS=<folder> node --test page.test.mjs
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

const { TOOLS, PAGE, SHOTS, CHROMIUM = "/usr/bin/chromium" } = process.env;
const { chromium } = createRequire(`${TOOLS}/`)("playwright-core");

// Nothing but files, under a folder of its own, with no type known for .wasm: the least that a server may be.
const folder = "/some/folder/";
const types = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml" };
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://server");
  try {
    if (!pathname.startsWith(folder) || pathname.includes("..")) throw new Error("outside");
    const file = pathname.slice(folder.length) || "index.html";
    const bytes = readFileSync(`${PAGE}/${file}`);
    response.setHeader("content-type", types[file.split(".").pop()] ?? "application/octet-stream");
    response.end(bytes);
  } catch {
    response.statusCode = 404;
    response.end();
  }
});

let browser;
let address;
before(async () => {
  mkdirSync(SHOTS, { recursive: true });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${server.address().port}${folder}`;
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});
after(async () => {
  await browser?.close();
  server.close();
});

const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };
const asked = "priority=medium&submitted=2025-12-30T15:00";

// use(page) of the page at an address; whatever the browser complains about fails the test.
async function visit({ hash = asked, lang = "en", ...options }, use) {
  const context = await browser.newContext({
    viewport: desktop,
    locale: "en-GB",
    timezoneId: "America/St_Johns",
    ...options,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() !== "log" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => request.url().startsWith(address) || complaints.push(`asked for ${request.url()}`));
  page.on("response", (response) => response.ok() || complaints.push(`${response.status()} ${response.url()}`));
  await page.goto(`${address}${hash === null ? "" : `#${hash}${lang ? `&lang=${lang}` : ""}`}`);
  await page.waitForSelector("html[data-ready]", { timeout: 10_000 });
  try {
    await use(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(complaints, []);
}

const due = (page) => page.locator("#due time").getAttribute("datetime");

test("a moment and a priority are answered, whatever zone the browser is in", async () => {
  for (const timezoneId of ["America/St_Johns", "Pacific/Apia", "Europe/Moscow"]) {
    await visit({ timezoneId }, async (page) => {
      assert.equal(await due(page), "2026-01-16T15:00:00+03:00");
      assert.equal(await page.inputValue("#submitted"), "2025-12-30T15:00");
      assert.match(await page.innerText("#due"), /^15:00\nFriday,? 16 January 2026$/);
    });
  }
});

test("another priority or moment is another answer, and the address keeps it", async () => {
  await visit({}, async (page) => {
    await page.getByLabel("Emergency").check();
    assert.equal(await due(page), "2026-01-13T15:00:00+03:00");
    await page.fill("#submitted", "2026-04-29T15:20");
    await page.getByLabel("High").check();
    assert.equal(await due(page), "2026-05-05T15:20:00+03:00");
    assert.match(page.url(), /#priority=high&submitted=2026-04-29T15:20&lang=en$/);
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    assert.equal(await due(page), "2026-05-05T15:20:00+03:00");
    assert.equal(await page.getByLabel("High").isChecked(), true);
  });
});

test("the explanation sums to the term and names the acts", async () => {
  await visit({ lang: "ru" }, async (page) => {
    const rows = await page.locator("#days li").allInnerTexts();
    assert.equal(rows.length, 12);
    assert.match(rows[0], /вт, 30 дек\.[\s\S]*1 ч[\s\S]*15:00–16:00/);
    assert.match(rows[1], /перенос с 5 янв\. 2025[\s\S]*№ 1335/);
    assert.match(rows[2], /чт, 1 янв\. – вт, 6 янв\.[\s\S]*Новогодние каникулы/);
    const hours = rows.map((row) => Number(/(\d+) ч/.exec(row)?.[1] ?? 0));
    assert.equal(
      hours.reduce((sum, amount) => sum + amount),
      45,
    );
    assert.match(await page.innerText("#facts"), /45 ч/);
  });
});

test("the year has its days by kind, and what counts painted in", async () => {
  await visit({}, async (page) => {
    assert.equal(await page.innerText("#year-title"), "The year 2026");
    assert.match(await page.innerText("#totals"), /247 working days, 118 days off, 1972 hours/);
    assert.equal(await page.locator("[data-date]").count(), 365);
    assert.equal(await page.locator(".cell.working, .cell.short").count(), 247);
    assert.equal(await page.locator(".cell.counts").count(), 5);
    assert.equal(await page.locator(".cell.due").getAttribute("data-date"), "2026-01-16");
    assert.match(await page.locator('[data-date="2026-05-09"]').getAttribute("aria-label"), /holiday, Victory Day/);
    await page.click("#before");
    assert.equal(await page.innerText("#year-title"), "The year 2025");
    assert.equal(await page.locator(".cell.from").getAttribute("data-date"), "2025-12-30");
    // A worked Saturday, and the Friday its day off went to.
    await page.click("#before");
    assert.equal(await page.locator('[data-date="2024-04-27"]').getAttribute("class"), "cell working");
    assert.equal(await page.locator('[data-date="2024-04-29"]').getAttribute("class"), "cell day_off");
  });
});

test("the ends of the calendar: its first and last year, and an answer beyond it", async () => {
  await visit({ hash: "priority=low&submitted=2027-12-30T15:00" }, async (page) => {
    assert.match(await page.innerText("#trouble"), /known from 1 Jan 1999 to 31 Dec 2027/);
    assert.equal(await page.locator("#due time").count(), 0);
    assert.equal(await page.isDisabled("#after"), true);
    await page.fill("#submitted", "1999-01-01T00:00");
    assert.equal(await page.isVisible("#trouble"), false);
    assert.match(await due(page), /^1999-01-/);
    assert.equal(await page.isDisabled("#before"), true);
    await page.fill("#submitted", "12345-01-01T10:00");
    assert.match(await page.innerText("#trouble"), /known from 1 Jan 1999 to 31 Dec 2027/);
    assert.equal(await page.locator("#due time").count(), 0);
    await page.fill("#submitted", "");
    assert.match(await page.innerText("#trouble"), /Give the date/);
  });
});

test("the language: the browser's own, and the other one at a click", async () => {
  await visit({ hash: null, locale: "ru-RU" }, async (page) => {
    assert.equal(await page.getAttribute("html", "lang"), "ru");
    assert.match(await page.innerText("#answer-title"), /Ответить до/);
    await page.getByRole("button", { name: "English" }).click();
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.match(await page.innerText("#answer-title"), /Answer by/);
  });
  await visit({ hash: null, locale: "de-DE" }, async (page) =>
    assert.equal(await page.getAttribute("html", "lang"), "en"),
  );
});

test("now is the minute on the wall of Moscow", async () => {
  await visit({}, async (page) => {
    const moscow = () => new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 16);
    const earliest = moscow();
    await page.getByRole("button", { name: "Now" }).click();
    const shown = await page.inputValue("#submitted");
    assert.ok(earliest <= shown && shown <= moscow(), shown);
  });
});

test("all of it by keyboard", async () => {
  await visit({}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.dataset.date ?? document.activeElement.id);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await focused(), "answer");
    await page.getByLabel("Medium").focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.getByLabel("High").isChecked(), true);
    assert.equal(await due(page), "2026-01-14T15:00:00+03:00");
    await page.focus("#now");
    for (let i = 0; i < 3; ++i) await page.keyboard.press("Tab"); // the years, the days
    assert.equal(await focused(), "2026-01-01");
    for (const [key, date] of [
      ["PageDown", "2026-02-01"],
      ["ArrowRight", "2026-02-02"],
      ["End", "2026-02-08"],
      ["ArrowDown", "2026-02-15"],
      ["Home", "2026-02-09"],
      ["ArrowUp", "2026-02-02"],
      ["ArrowLeft", "2026-02-01"],
    ]) {
      await page.keyboard.press(key);
      assert.equal(await focused(), date, key);
    }
    assert.match(await page.innerText("#day"), /Sunday,? 1 February 2026: weekend/);
    await page.keyboard.press("Enter");
    assert.equal(await page.inputValue("#submitted"), "2026-02-01T15:00");
    assert.equal(await due(page), "2026-02-04T16:00:00+03:00");
    assert.equal(await focused(), "2026-02-01");
    for (let i = 0; i < 3; ++i) await page.keyboard.press("PageUp"); // into the year before
    assert.equal(await focused(), "2025-11-01");
    assert.equal(await page.locator('[data-date][tabindex="0"]').count(), 1);
  });
});

test("names for all that is used, and an answer that is told", async () => {
  await visit({}, async (page) => {
    for (const name of ["Low", "Medium", "High", "Emergency"]) {
      assert.equal(await page.getByRole("radio", { name }).count(), 1, name);
    }
    assert.equal(await page.getByRole("group", { name: "Priority" }).count(), 1);
    assert.equal(await page.getByLabel("Submitted", { exact: true }).getAttribute("id"), "submitted");
    assert.equal(await page.getByRole("region", { name: "Answer by" }).getAttribute("aria-live"), "polite");
    assert.equal(await page.getByRole("grid", { name: "May" }).count(), 1);
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll("button, input, a")]
        .filter((e) => !(e.innerText?.trim() || e.getAttribute("aria-label") || e.labels?.length))
        .map((e) => e.outerHTML),
    );
    assert.deepEqual(unnamed, []);
    const headings = await page.locator("h1, h2, h3").evaluateAll((list) => list.map((h) => Number(h.tagName[1])));
    headings.reduce((before, next) => (assert.ok(next <= before + 1, headings.join(" ")), next));
  });
});

// The contrast of every text with what lies behind it, by WCAG 2.2.
const contrasts = () => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a));
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    const box = element.getBoundingClientRect();
    if (!node.data.trim() || box.width < 2 || element.closest(":disabled, noscript, [hidden]")) continue;
    const under = behind(element);
    const [dark, bright] = [light(over(rgba(getComputedStyle(element).color), under)), light(under)].sort(
      (a, b) => a - b,
    );
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${node.data.trim().slice(0, 40)} (${element.className})`);
  }
  return faint;
};

test("texts stand out, by day and by night; nothing is wider than a phone", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const lang of ["ru", "en"]) {
      for (const viewport of [desktop, phone]) {
        const small = viewport === phone;
        await visit({ lang, viewport, colorScheme, deviceScaleFactor: small ? 2 : 1 }, async (page) => {
          assert.deepEqual(await page.evaluate(contrasts), [], `${lang} ${colorScheme}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.equal(wide, viewport.width);
          if (small) {
            const least = await page
              .locator("[data-date]")
              .evaluateAll((cells) => Math.min(...cells.flatMap((cell) => [cell.offsetWidth, cell.offsetHeight])));
            assert.ok(least >= 24, `a day is ${least} px`);
          }
          if (colorScheme === "dark" && small) return;
          const name = `${small ? "phone" : "desktop"}-${lang}${colorScheme === "dark" ? "-dark" : ""}.png`;
          await page.screenshot({ path: `${SHOTS}/${name}`, fullPage: true });
        });
      }
    }
  }
});

test("without its module the page says so", async () => {
  const context = await browser.newContext({ viewport: desktop, locale: "en-GB" });
  const page = await context.newPage();
  await page.route("**/srok.wasm", (route) => route.abort());
  await page.goto(address);
  await page.waitForSelector("#trouble:not([hidden])");
  assert.match(await page.innerText("#trouble"), /srok.wasm was not loaded/);
  await context.close();
});
