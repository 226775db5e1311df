// The answers of the API that the pictures draw, and small things that all of them need.
export interface Bucket {
  period: string;
  by: string;
  n: number;
  deaths: number | null;
}

export interface Timeline {
  per: string;
  by: string;
  undated: number;
  buckets: Bucket[];
}

export interface Node {
  id: string;
  name: string;
  kind: string;
  n: number;
}

export interface Edge {
  a: string;
  b: string;
  engagement: number;
  accusation: number;
  violence: number;
  gap: Record<string, number>;
}

export interface Network {
  nodes: Node[];
  edges: Edge[];
}

export interface Spot {
  lat: number;
  lon: number;
  n: number;
  place: string;
  name: string;
  kind: string;
  country: string;
  size: number;
  precision: number | null;
  quads: Record<string, number>;
}

export interface Spots {
  total: number;
  without: number;
  spots: Spot[];
}

export const QUADS = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"];

export async function load<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return (await answer.json()) as T;
}

/** A colour of the page, light or dark. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The colours of the quad classes: cooperation in the accent, conflict in its counterpart, deeds darker than words. */
export function quadColour(quad: string): string {
  const base = quad.endsWith("conflict") ? "counter" : "accent";
  return quad.startsWith("verbal") ? `color-mix(in oklab, ${colour(base)} 55%, ${colour("paper")})` : colour(base);
}

/** The first day of a period: a year, quarter, month or day. */
export function start(period: string): Date {
  const quarter = /^(\d{4})-Q(\d)$/.exec(period);
  if (quarter) return new Date(Date.UTC(Number(quarter[1]), Number(quarter[2]) * 3 - 3, 1));
  const [year, month, day] = period.split("-").map(Number);
  return new Date(Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1));
}

/** Draw again whenever the element's width or the colours change. */
export function redraw(element: HTMLElement, draw: () => void): void {
  let width = 0;
  new ResizeObserver(() => {
    if (element.clientWidth !== width) {
      width = element.clientWidth;
      draw();
    }
  }).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}
