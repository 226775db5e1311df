import { plot, rectY, ruleY } from "@observablehq/plot";
import { type Bucket, QUADS, type Timeline, colour, load, quadColour, redraw, start } from "./data";

const STEP: Record<string, string> = { day: "day", week: "week", month: "month", quarter: "quarter", year: "year" };
const MOST = 7; // values that have a colour of their own; the rest are one

export async function drawTimeline(figure: HTMLElement): Promise<void> {
  const canvas = figure.querySelector<HTMLElement>(".canvas");
  if (!canvas) return;
  const found = await load<Timeline>(figure.dataset["src"] ?? "");
  const labels = JSON.parse(figure.dataset["labels"] ?? "{}") as Record<string, string>;
  redraw(canvas, () => canvas.replaceChildren(picture(found, canvas.clientWidth, (value) => labels[value] ?? (value || "–"))));
}

function picture(found: Timeline, width: number, label: (value: string) => string): Element {
  const rows = grouped(found.buckets, found.by);
  const domain = order(rows, found.by);
  const made = plot({
    width,
    height: Math.max(260, Math.min(420, width / 2.4)),
    marginLeft: 44,
    className: "plot",
    style: "",
    color: { domain, range: domain.map((value, i) => hue(value, i, found.by)), legend: true, tickFormat: label },
    y: { grid: true, label: null },
    x: { label: null, tickFormat: years(found) },
    marks: [
      rectY(rows, {
        x: (row: Bucket) => start(row.period),
        y: "n",
        fill: "by",
        interval: STEP[found.per] ?? "month",
        order: domain,
        inset: 0.5,
        tip: true,
        title: (row: Bucket) => `${row.period}\n${label(row.by)}: ${row.n}`,
      } as Parameters<typeof rectY>[1]),
      ruleY([0], { stroke: colour("ink") }),
    ],
  });
  for (const style of made.querySelectorAll("style")) style.remove();
  for (const part of made.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label"); // the figure has one label
  return made;
}

/** Ticks in the interface's calendar language: years alone over a long time, months within a short one. */
function years(found: Timeline): (date: Date) => string {
  const all = found.buckets.map((bucket) => bucket.period).sort();
  const span = Number((all.at(-1) ?? "0").slice(0, 4)) - Number((all[0] ?? "0").slice(0, 4));
  const shape: Intl.DateTimeFormatOptions = span > 2 ? { year: "numeric" } : { year: "numeric", month: "short" };
  const format = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-ca-gregory`, { ...shape, timeZone: "UTC" });
  return (date) => format.format(date);
}

/** Values beyond the commonest as one. */
function grouped(buckets: Bucket[], by: string): Bucket[] {
  if (by === "quad") return buckets;
  const total = new Map<string, number>();
  for (const bucket of buckets) total.set(bucket.by, (total.get(bucket.by) ?? 0) + bucket.n);
  const kept = new Set([...total].sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([value]) => value));
  return buckets.map((bucket) => (kept.has(bucket.by) ? bucket : { ...bucket, by: "…" }));
}

function order(rows: Bucket[], by: string): string[] {
  const there = new Set(rows.map((row) => row.by));
  return by === "quad" ? QUADS.filter((quad) => there.has(quad)) : [...there].sort();
}

function hue(value: string, index: number, by: string): string {
  if (by === "quad") return quadColour(value);
  if (value === "denies") return colour("counter");
  if (value === "asserts") return colour("accent");
  const mixes = [90, 70, 50, 32];
  const base = index % 2 ? "counter" : "accent";
  return value === "…" || !value
    ? colour("coast")
    : `color-mix(in oklab, ${colour(base)} ${mixes[Math.floor(index / 2) % 4]}%, ${colour("paper")})`;
}

