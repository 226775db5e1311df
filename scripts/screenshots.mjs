// Pictures of every page of the desk that runs at SARHAD_DESK, light and dark, on a desktop and on a phone:
//     SARHAD_DESK=http://127.0.0.1:8000 node scripts/screenshots.mjs docs/images/desk
// scripts/screenshots.py makes the workspace, starts the desk, and calls this.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { PLAIN, browser, reader, rows } from "../tests/browser/desk.mjs";

const SIZES = { desktop: { width: 1200, height: 800 }, phone: { width: 390, height: 780 } };
const QUALITY = 0.72; // of WebP
const out = process.argv[2];
const first = async (resource, query) => (await rows(resource, `limit=1&${query}`)).rows[0];

/** What is pictured: the menu, and one page of each kind that opens from it. */
async function pages() {
  const [claim, event] = [await first("claims", "where=stance=denies"), await first("events", "where=type=ASSAULT&where=country=TJ")];
  const entry = await first("ledger", "where=contested=true");
  const menu = PLAIN.map((address) => [address.slice(1) || "brief", address]);
  return [
    ...menu,
    ["exports", "/exports"],
    ["search", "/search?q=Таджикистан"],
    ["claim", `/claims/${claim.id}`],
    ["event", `/events/${event.id}`],
    ["proposition", `/ledger/${encodeURIComponent(entry.proposition)}`],
    ["document", `/documents/${event.document}`],
  ];
}

async function settled(page, address) {
  await page.goto(address);
  if (/^\/(timeline|network)/.test(address)) await page.locator(".canvas > *").first().waitFor();
  if (!address.startsWith("/map")) return;
  await page.locator("#brush:not([hidden])").waitFor();
  await page.waitForTimeout(1500); // until the map has drawn its last frame
}

/** A picture as WebP, by the browser itself. */
async function webp(painter, png) {
  const made = await painter.evaluate(
    async ([data, quality]) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${data}`;
      await picture.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
      canvas.getContext("2d").drawImage(picture, 0, 0);
      return canvas.toDataURL("image/webp", quality);
    },
    [png.toString("base64"), QUALITY],
  );
  return Buffer.from(made.split(",")[1], "base64");
}

async function take(opened, painter, name, address, options, act) {
  const page = await reader(opened, options);
  await settled(page, address);
  if (act) await act(page);
  await writeFile(path.join(out, `${name}.webp`), await webp(painter, await page.screenshot()));
  await page.context().close();
}

const opened = await browser();
const painter = await (await opened.newContext()).newPage();
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const [name, address] of await pages())
  for (const scheme of ["light", "dark"])
    for (const [size, box] of Object.entries(SIZES)) await take(opened, painter, `${name}-${scheme}-${size}`, address, { scheme, ...box });
await take(opened, painter, "map-persian", "/map", { language: "fa", ...SIZES.desktop });
await take(opened, painter, "claims-persian", "/claims", { language: "fa", ...SIZES.desktop });
await take(opened, painter, "correcting", "/events", SIZES.desktop, async (page) => {
  await page.locator("[data-correct]").first().click();
  await page.locator('#correct [aria-pressed="true"]').first().waitFor();
});
await opened.close();
