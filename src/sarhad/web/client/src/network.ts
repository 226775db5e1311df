import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { type Edge, type Network, type Node, load, redraw } from "./data";

const SVG = "http://www.w3.org/2000/svg";
const LAYERS = ["engagement", "accusation", "violence"] as const;
type Layer = (typeof LAYERS)[number];
const MOST = 40; // nodes that are drawn

interface Placed extends Node {
  x: number;
  y: number;
}

export async function drawNetwork(figure: HTMLElement): Promise<void> {
  const canvas = figure.querySelector<HTMLElement>(".canvas");
  if (!canvas) return;
  const found = await load<Network>(figure.dataset["src"] ?? "");
  const labels = JSON.parse(figure.dataset["labels"] ?? "{}") as Record<string, string>;
  for (const node of found.nodes) node.name = labels[node.id] ?? node.name;
  const draw = (): void => canvas.replaceChildren(picture(found, shown(), canvas.clientWidth, figure.dataset["link"] ?? ""));
  redraw(canvas, draw);
  for (const box of document.querySelectorAll<HTMLInputElement>("[data-edge]")) box.addEventListener("change", draw);
}

function shown(): Layer[] {
  return LAYERS.filter((layer) => document.querySelector<HTMLInputElement>(`[data-edge="${layer}"]`)?.checked);
}

function weight(edge: Edge, layers: Layer[]): number {
  return layers.reduce((sum, layer) => sum + edge[layer], 0);
}

function picture(found: Network, layers: Layer[], width: number, link: string): SVGElement {
  const height = Math.max(420, Math.min(620, width * 0.62));
  const kept = new Set([...found.nodes].sort((a, b) => b.n - a.n).slice(0, MOST).map((node) => node.id));
  const edges = found.edges.filter((e) => kept.has(e.a) && kept.has(e.b) && weight(e, layers) > 0);
  const tied = new Set(edges.flatMap((edge) => [edge.a, edge.b]));
  const nodes = place(found.nodes.filter((node) => tied.has(node.id)), edges, layers, width, height);
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, class: "network", direction: "ltr" });
  for (const edge of edges) svg.append(...lines(edge, layers, nodes));
  for (const node of nodes.values()) svg.append(dot(node, link, width));
  return svg;
}

/** Positions found once, without animation: the same counts give the same picture. */
function place(nodes: Node[], edges: Edge[], layers: Layer[], width: number, height: number): Map<string, Placed> {
  const placed: Placed[] = nodes.map((node, i) => ({
    ...node,
    x: width / 2 + 120 * Math.cos((2 * Math.PI * i) / nodes.length),
    y: height / 2 + 120 * Math.sin((2 * Math.PI * i) / nodes.length),
  }));
  const ties = edges.map((edge) => ({ source: edge.a, target: edge.b, weight: weight(edge, layers) }));
  const sparse = Math.sqrt((width * height) / Math.max(nodes.length, 1));
  forceSimulation(placed)
    .force("tie", forceLink<Placed, (typeof ties)[number]>(ties).id((node) => node.id).distance(sparse * 0.75).strength((t) => Math.min(0.7, 0.1 + t.weight / 20)))
    .force("apart", forceManyBody().strength(-sparse * 4))
    .force("room", forceCollide<Placed>(sparse * 0.32))
    .force("x", forceX(width / 2).strength(0.07))
    .force("y", forceY(height / 2).strength(0.12))
    .force("middle", forceCenter(width / 2, height / 2))
    .stop()
    .tick(300);
  for (const node of placed) {
    node.x = Math.max(60, Math.min(width - 60, node.x));
    node.y = Math.max(24, Math.min(height - 30, node.y));
  }
  return new Map(placed.map((node) => [node.id, node]));
}

function* lines(edge: Edge, layers: Layer[], nodes: Map<string, Placed>): Generator<SVGElement> {
  const [a, b] = [nodes.get(edge.a), nodes.get(edge.b)];
  if (!a || !b) return;
  const there = layers.filter((layer) => edge[layer] > 0);
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  for (const [i, layer] of there.entries()) {
    const bend = (i - (there.length - 1) / 2) * 16;
    const [mx, my] = [(a.x + b.x) / 2 - (dy / length) * bend, (a.y + b.y) / 2 + (dx / length) * bend];
    const path = make("path", { d: `M${a.x} ${a.y}Q${mx} ${my} ${b.x} ${b.y}`, class: `tie t-${layer}`, "stroke-width": String(Math.min(9, 1 + Math.sqrt(edge[layer]))) });
    path.append(titled(`${a.name} – ${b.name}: ${layer} ${edge[layer]}`));
    yield path;
  }
  const gaps = Object.values(edge.gap);
  if (gaps.length) {
    const mark = make("text", { x: String((a.x + b.x) / 2), y: String((a.y + b.y) / 2), class: "gap" });
    mark.textContent = gaps.map((gap) => (gap > 0 ? "+" : "−") + Math.abs(gap).toFixed(1)).join(" / ");
    yield mark;
  }
}

function dot(node: Placed, link: string, width: number): SVGElement {
  const radius = Math.min(16, 4 + Math.sqrt(node.n));
  const [path, query] = link.split("?");
  const anchor = make("a", { href: `${path}${encodeURIComponent(node.id)}${query ? `?${query}` : ""}`, class: `node n-${node.kind}` });
  const name = make("text", { x: String(node.x), y: String(node.y + radius + 13) });
  const most = width < 600 ? 18 : 32;
  name.textContent = node.name.length > most ? `${node.name.slice(0, most - 1)}…` : node.name;
  anchor.append(make("circle", { cx: String(node.x), cy: String(node.y), r: String(radius) }), name, titled(`${node.name} (${node.kind}): ${node.n}`));
  return anchor;
}

function make(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function titled(text: string): SVGElement {
  const title = document.createElementNS(SVG, "title");
  title.textContent = text;
  return title;
}
