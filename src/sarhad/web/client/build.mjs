// Bundles src/ into ../static: one script for all pages, one more each for the map and the charts.
import { build, transform } from "esbuild";
import { createHash } from "node:crypto";
import { appendFile, cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(here, "..", "static");
const maplibre = path.join(here, "node_modules", "maplibre-gl", "dist");
const fonts = path.join(here, "..", "..", "publish", "fonts");

await rm(out, { recursive: true, force: true });
await mkdir(path.join(out, "fonts"), { recursive: true });
await build({
  entryPoints: ["desk.ts", "map.ts", "charts.ts", "desk.css"].map((name) => path.join(here, "src", name)),
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  external: ["/static/*"],
  loader: { ".ttf": "file" },
  logLevel: "warning",
});
await cp(path.join(here, "src", "mark.svg"), path.join(out, "mark.svg"));
await cp(path.join(maplibre, "maplibre-gl-worker.mjs"), path.join(out, "maplibre-gl-worker.mjs"));
await cp(path.join(maplibre, "maplibre-gl.css"), path.join(out, "maplibre-gl.css"));
for (const name of await readdir(fonts)) {
  if (name.endsWith(".ttf")) await cp(path.join(fonts, name), path.join(out, "fonts", name));
}

// The briefing's own styles hold within the desk's page of it alone.
const briefing = (await readFile(path.join(here, "..", "..", "publish", "templates", "briefing.css"), "utf8"))
  .replace(/@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g, "");
const scoped = await transform(`.briefing {\n${briefing}\n}`, { loader: "css", minify: true });
await appendFile(path.join(out, "desk.css"), scoped.code);

// A page asks for a file under its digest, so that a browser may keep it for good.
const digests = {};
for (const name of (await readdir(out)).sort()) {
  if (/\.(m?js|css|svg)$/.test(name)) {
    const content = await readFile(path.join(out, name));
    digests[name] = createHash("sha256").update(content).digest("hex").slice(0, 12);
  }
}
await writeFile(path.join(out, "digests.json"), JSON.stringify(digests, null, 1) + "\n");
