// Every page by axe-core, under the rules of WCAG 2.2 AA: light and dark, in a script from the left and one from the right.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AXE, OTHER, PLAIN, browser, reader, records } from "./desk.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

/** What axe finds, each with the element it lies in. */
async function violations(page, rules, within = "html") {
  const run = rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS };
  const found = await page.evaluate(([runOnly, part]) => window.axe.run(part, { runOnly, resultTypes: ["violations"] }), [run, within]);
  return found.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.help}\n${v.nodes.slice(0, 4).map((n) => `    ${n.target}  ${n.failureSummary.split("\n")[1] ?? ""}`).join("\n")}`);
}

async function all(page, where, { both = true, within = "html" } = {}) {
  const light = await violations(page, null, within);
  if (!both) return light.map((each) => `${where}: ${each}`);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await violations(page, ["color-contrast"], within);
  await page.emulateMedia({ colorScheme: "light" });
  return [...light, ...dark.map((each) => `dark: ${each}`)].map((each) => `${where}: ${each}`);
}

async function visit(page, address) {
  await page.goto(address);
  await page.locator("figure.chart[data-chart] .canvas > *, #map[data-shown]").first().waitFor({ timeout: /map|timeline|network/.test(address) ? 30000 : 1 }).catch(() => null);
}

describe("at once", { concurrency: true }, () => {
for (const language of ["en", "fa"]) {
  test(`no violation in ${language}`, async () => {
    const english = language === "en"; // the briefing itself is in English alone
    const page = await reader(opened, { language });
    await page.addInitScript({ path: AXE });
    const found = [];
    for (const address of [...(english ? [...PLAIN, ...OTHER] : PLAIN.slice(1)), ...(await records())]) {
      await visit(page, address);
      found.push(...(await all(page, address, { both: english })));
    }
    assert.deepEqual(found, [], found.join("\n"));
    await page.context().close();
  });
}

test("no violation in a dialog, a drawer, or on a phone", async () => {
  const page = await reader(opened, { width: 390, height: 844 });
  await page.addInitScript({ path: AXE });
  const found = [];
  await page.goto("/claims");
  found.push(...(await all(page, "phone")));
  await page.locator("[data-correct]").first().click();
  await page.locator('#correct [aria-pressed="true"]').first().waitFor();
  found.push(...(await all(page, "correcting")));
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.locator("#keys[open]").waitFor();
  found.push(...(await all(page, "keys")));
  await page.goto("/");
  await page.locator(".briefing sup.c a").first().click();
  await page.locator(".drawer .panel:visible").waitFor();
  found.push(...(await all(page, "drawer", { within: ".drawer:has(:target)" }))); // it covers the page
  assert.deepEqual(found, [], found.join("\n"));
  await page.context().close();
});
});
