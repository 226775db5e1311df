// The brush of the map: months as bars, and two ends that are moved by mouse, touch or keyboard.
import type { Bucket } from "./data";

const SVG = "http://www.w3.org/2000/svg";
type Chosen = (from: string, to: string) => void;

function months(buckets: Bucket[]): string[] {
  const all = buckets.map((bucket) => bucket.period).sort();
  const [first, last] = [all[0], all[all.length - 1]];
  if (!first || !last) return [];
  const made: string[] = [];
  for (let [year = 0, month = 1] = first.split("-").map(Number); ; ) {
    made.push(`${year}-${String(month).padStart(2, "0")}`);
    if (made[made.length - 1] === last || made.length > 1200) return made;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

export function brush(buckets: Bucket[], from: string, to: string, chosen: Chosen): void {
  const holder = document.getElementById("brush");
  const axis = months(buckets);
  if (!holder || axis.length < 2) return;
  const svg = holder.querySelector("svg");
  const ends = [...holder.querySelectorAll<HTMLInputElement>("input")];
  const [low, high] = ends;
  const output = holder.querySelector("output");
  if (!svg || !low || !high || !output) return;
  const count = new Map<string, number>();
  for (const bucket of buckets) count.set(bucket.period, (count.get(bucket.period) ?? 0) + bucket.n);
  const most = Math.max(...count.values());
  svg.setAttribute("viewBox", `0 0 ${axis.length} 40`);
  svg.setAttribute("preserveAspectRatio", "none");
  const bars = axis.map((month, i) => {
    const height = 40 * Math.sqrt((count.get(month) ?? 0) / most);
    const bar = document.createElementNS(SVG, "rect");
    for (const [key, value] of Object.entries({ x: i + 0.1, y: 40 - height, width: 0.8, height })) bar.setAttribute(key, String(value));
    return bar;
  });
  svg.replaceChildren(...bars);
  for (const end of ends) end.max = String(axis.length - 1);
  low.value = String(Math.max(0, from ? axis.findIndex((month) => month >= from.slice(0, 7)) : 0));
  const last = axis.filter((month) => !to || month <= to.slice(0, 7)).length - 1;
  high.value = String(Math.max(0, last));
  const show = (): [number, number] => {
    const [a, b] = [Math.min(Number(low.value), Number(high.value)), Math.max(Number(low.value), Number(high.value))];
    bars.forEach((bar, i) => bar.classList.toggle("in", i >= a && i <= b));
    output.textContent = `${axis[a]} – ${axis[b]}`;
    for (const end of ends) end.setAttribute("aria-valuetext", axis[Number(end.value)] ?? "");
    return [a, b];
  };
  let waiting = 0;
  const moved = (): void => {
    const [a, b] = show();
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => chosen(a === 0 ? "" : (axis[a] ?? ""), b === axis.length - 1 ? "" : (axis[b] ?? "")), 120);
  };
  for (const end of ends) end.addEventListener("input", moved);
  drag(svg, axis.length, (a, b) => {
    [low.value, high.value] = [String(a), String(b)];
    moved();
  });
  show();
  holder.hidden = false;
}

/** Dragging over the bars chooses the months under the pointer. */
function drag(svg: SVGSVGElement, count: number, chosen: (a: number, b: number) => void): void {
  let begun: number | null = null;
  const at = (event: PointerEvent): number => {
    const box = svg.getBoundingClientRect();
    return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - box.left) / box.width) * count)));
  };
  svg.addEventListener("pointerdown", (event) => {
    begun = at(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (begun !== null) chosen(Math.min(begun, at(event)), Math.max(begun, at(event)));
  });
  svg.addEventListener("pointerup", () => (begun = null));
}
