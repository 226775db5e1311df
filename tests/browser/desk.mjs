// A browser over the desk that runs at SARHAD_DESK, and the pages it is looked at by.
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const client = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../src/sarhad/web/client/package.json");
const require = createRequire(client);
const { chromium } = require("playwright-core");

export const DESK = process.env.SARHAD_DESK ?? "http://127.0.0.1:8000";
export const AXE = require.resolve("axe-core/axe.min.js");
export const PLAIN = ["/", "/map", "/timeline", "/network", "/ledger", "/claims", "/events", "/documents", "/commitments", "/outlook", "/sources", "/log"];
export const OTHER = ["/search?q=Tajikistan", "/exports", "/corrections", "/claims/none", "/nothing"];
const WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

export async function browser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", ...WEBGL] });
}

/** A page of the desk in a language and a colour scheme, at a width. */
export async function reader(opened, { language = "en", scheme = "light", width = 1280, height = 900 } = {}) {
  const context = await opened.newContext({ baseURL: DESK, locale: language, colorScheme: scheme, viewport: { width, height }, reducedMotion: "reduce" });
  context.setDefaultTimeout(30000);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

/** What the interface holds: the rows of a resource. */
export async function rows(resource, query = "") {
  const answer = await fetch(`${DESK}/api/v1/${resource}?${query}`);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** One record's page of each kind; a resource without rows has none. */
export async function records() {
  const found = [];
  for (const resource of ["claims", "events", "documents", "sources", "ledger"]) {
    const [row] = (await rows(resource, "limit=1")).rows;
    if (row) found.push(`/${resource}/${encodeURIComponent(row.id ?? row.proposition)}`);
  }
  return found;
}
