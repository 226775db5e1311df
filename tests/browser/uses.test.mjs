// What an analyst does at the desk, in a real browser over a real workspace.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, browser, reader, rows } from "./desk.mjs";

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

async function at(address, options, use) {
  const page = await reader(opened, options);
  await page.goto(address);
  await use(page);
  assert.deepEqual(page.faults, [], "nothing fails or is refused in the browser");
  await page.context().close();
}

const number = async (locator) => Number((await locator.textContent()).match(/\d+/)?.[0]);

test("a citation of the briefing opens its highlighted sentence", () =>
  at("/", {}, async (page) => {
    const citation = page.locator(".briefing sup.c a").first();
    const target = await citation.getAttribute("href");
    await citation.click();
    const sentence = page.locator(`mark${target}`);
    await sentence.waitFor({ state: "visible" });
    assert.ok((await sentence.textContent()).length > 10);
    const box = await sentence.boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 900, "the sentence is in sight");
    await page.keyboard.press("Escape");
    await sentence.waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("href")), target);
  }));

test("a claim leads to the highlighted words of its document", () =>
  at("/claims", {}, async (page) => {
    await page.locator("tr[data-row] td a").first().click();
    const quoted = await page.locator(".quote mark").first().textContent();
    await page.locator(".quote figcaption a").first().click();
    const lit = page.locator(".marked mark:target");
    await lit.waitFor();
    assert.ok(quoted.startsWith((await lit.textContent()).slice(0, 20)));
  }));

test("the brush filters the map by time", () =>
  at("/map", {}, async (page) => {
    await page.locator("#brush:not([hidden])").waitFor();
    await page.locator(".country").first().waitFor();
    const count = page.locator("[data-total]");
    const all = await number(count);
    const low = page.locator('#brush input[data-end="from"]');
    await low.focus();
    await page.keyboard.press("End");
    await page.waitForFunction((before) => !document.querySelector("[data-total]").textContent.includes(String(before)), all);
    const fewer = await number(count);
    assert.ok(fewer > 0 && fewer < all);
    const month = await low.getAttribute("aria-valuetext");
    assert.equal(fewer, (await rows("events", `from=${month}&to=${month}&limit=1`)).total);
  }));

const UNPLACED = "/events?where=type=ASSAULT&where=place=";

/** What stands in the table, in its facet, and in the briefing. */
async function counts(page) {
  await page.goto("/");
  const rowset = page.locator(".rowset", { has: page.getByRole("heading", { name: "Events without a place", exact: true, includeHidden: true }) });
  const briefed = await rowset.locator("ol > li").count();
  await page.goto(UNPLACED);
  return [await number(page.locator("table.rows caption")), await number(page.locator(".facets a[aria-current]", { hasText: "ASSAULT" }).locator(".n")), briefed];
}

/** The pen of the first row, then the right value. */
async function correct(page, value) {
  await page.locator("[data-correct]").first().click();
  await Promise.all([page.waitForEvent("load"), page.locator(`#correct button[value="${value}"]`).click()]);
}

async function undo(page) {
  await page.goto("/log");
  await Promise.all([page.waitForEvent("load"), page.locator("[data-undo]").first().click()]);
}

test("an event is corrected in two clicks, seen in every number, and taken back", () =>
  at(UNPLACED, {}, async (page) => {
    await page.evaluate(() => localStorage.setItem("sarhad-who", "an analyst")); // as after an earlier correction
    const [table, facet, briefed] = await counts(page);
    await correct(page, "AGREE");
    assert.deepEqual(await counts(page), [table - 1, facet - 1, briefed]);
    await undo(page);
    assert.deepEqual(await counts(page), [table, facet, briefed]);
    await correct(page, "hide");
    assert.deepEqual(await counts(page), [table - 1, facet - 1, briefed - 1]);
    await undo(page);
    assert.deepEqual(await counts(page), [table, facet, briefed]);
  }));

test("a first correction asks who makes it, and waits for the name", async () => {
  const page = await reader(opened);
  await page.goto("/claims");
  await page.locator("[data-correct]").first().click();
  await page.locator("#correct button.choice:not(.typed)").first().click();
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "who");
  assert.match(await page.locator("#correct-said").textContent(), /name/);
  await page.context().close();
});

for (const name of ["Tajikistan", "Таджикистан", "تاجیکستان"]) {
  test(`${name} finds the same actor`, () =>
    at("/", {}, async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type(name);
      await page.keyboard.press("Enter");
      const found = page.locator("section.hits", { has: page.locator("#hits-actors") }).locator("li a");
      await found.first().waitFor();
      const links = await found.evaluateAll((all) => all.map((each) => new URL(each.href).pathname));
      assert.ok(links.includes("/actors/tajikistan"), links.join());
    }));
}

test("a STIX bundle is downloaded and read back", () =>
  at("/exports", {}, async (page) => {
    const [download] = await Promise.all([page.waitForEvent("download", { timeout: 60000 }), page.locator('form[action="/exports/stix"] button').click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const bundle = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    assert.equal(bundle.type, "bundle");
    const ids = new Set(bundle.objects.map((each) => each.id));
    assert.equal(ids.size, bundle.objects.length);
    const dangling = bundle.objects.flatMap((each) => each.object_refs ?? []).filter((ref) => !ids.has(ref));
    assert.deepEqual(dangling, []);
    assert.ok(bundle.objects.some((each) => each.type === "report"));
  }));

test("the interface in Persian runs from right to left", () =>
  at("/claims", {}, async (page) => {
    await Promise.all([page.waitForEvent("load"), page.locator('.prefs select[name="language"]').selectOption("fa")]);
    assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
    assert.equal(await page.locator("h1").textContent(), "ادعاها");
    const [rail, main] = [await page.locator(".rail").boundingBox(), await page.locator("main").boundingBox()];
    assert.ok(rail.x > main.x, "the menu stands on the right");
    assert.equal(await page.locator("tr[data-row] .said[lang='ru']").first().evaluate((each) => getComputedStyle(each).direction), "ltr");
  }));

test("no page is wider than a phone", () =>
  at("/", { width: 390, height: 844 }, async (page) => {
    for (const address of ["/", "/map", "/ledger", "/claims", "/events", "/outlook", "/sources", "/log", "/exports"]) {
      await page.goto(address);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, `${address} is wider`);
    }
  }));

test("the keyboard alone is enough", () =>
  at("/", {}, async (page) => {
    const focused = (what) => page.evaluate((selector) => document.activeElement?.matches(selector), what);
    await page.keyboard.press("Tab");
    assert.ok(await focused(".skip"));
    await page.keyboard.press("Enter");
    assert.ok(await focused("#main"));
    await page.keyboard.press("g");
    await Promise.all([page.waitForURL("**/claims"), page.keyboard.press("c")]);
    await page.waitForLoadState();
    await page.keyboard.press("j");
    assert.ok(await focused("tr[data-row]:nth-child(1) a"));
    await page.keyboard.press("j");
    assert.ok(await focused("tr[data-row]:nth-child(2) a"));
    await page.keyboard.press("k");
    await page.keyboard.press("c");
    await page.locator("#correct[open]").waitFor();
    assert.ok(await page.evaluate(() => document.querySelector("#correct").contains(document.activeElement)));
    await page.keyboard.press("Escape");
    await page.locator("#correct[open]").waitFor({ state: "detached" });
    assert.ok(await page.evaluate(() => document.querySelector("tr[data-row]").contains(document.activeElement)), "focus returns to the row");
    await page.keyboard.press("k");
    assert.ok(await focused("tr[data-row]:nth-child(1) a"));
    const address = await page.evaluate(() => document.activeElement.href);
    await Promise.all([page.waitForURL(address), page.keyboard.press("Enter")]);
    await page.keyboard.press("?");
    await page.locator("#keys[open]").waitFor();
  }));

test("scripts of a page stay under 300 kB besides the map's library", async () => {
  for (const [address, most] of [["/", 300_000], ["/timeline", 300_000], ["/network", 300_000]]) {
    const page = await (await fetch(DESK + address)).text();
    let sum = 0;
    const seen = new Set();
    const add = async (path) => {
      if (seen.has(path)) return;
      seen.add(path);
      const text = await (await fetch(new URL(path, DESK))).text();
      sum += Buffer.byteLength(text);
      for (const [, next] of text.matchAll(/from"\.\/([^"]+)"/g)) await add(`/static/${next}`);
    };
    for (const [, path] of page.matchAll(/<script[^>]+src="([^"?]+)/g)) await add(path);
    assert.ok(sum > 0 && sum <= most, `${address}: ${sum} bytes of script`);
  }
});
