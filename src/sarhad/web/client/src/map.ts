// The map: outlines of the region, border sections, and events where they happened, as exactly as that is known.
import { type ExpressionSpecification, type GeoJSONSource, Map as Chart, NavigationControl, Popup, type StyleSpecification, setWorkerUrl } from "maplibre-gl";
import { brush } from "./brush";
import { nameCountries } from "./labels";
import { type Spot, type Spots, type Timeline, colour, load } from "./data";

setWorkerUrl("/static/maplibre-gl-worker.mjs");

interface Outlines extends GeoJSON.FeatureCollection {
  bbox?: [number, number, number, number];
  credit?: string;
}

interface Words {
  n: string;
  named: string;
  near: string;
  open: string;
}

interface Named {
  rows: { id: string; name: string; kind: string; lat: number | null; lon: number | null; events: number; mentions: number }[];
}

const box = document.getElementById("map");
const COARSE = new Set(["country", "province", "region", "continent", "state"]); // a point stands for a stretch of land

function style(outlines: Outlines): StyleSpecification {
  return {
    version: 8,
    sources: {
      outlines: { type: "geojson", data: outlines },
      events: { type: "geojson", data: none() },
      named: { type: "geojson", data: none() },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("paper") } },
      { id: "land", type: "fill", source: "outlines", filter: ["has", "country"], paint: { "fill-color": colour("land") } },
      { id: "coast", type: "line", source: "outlines", filter: ["has", "country"], paint: { "line-color": colour("coast"), "line-width": 0.8 } },
      { id: "borders", type: "line", source: "outlines", filter: ["has", "border"], paint: { "line-color": colour("counter"), "line-width": 2.4, "line-dasharray": [3, 1.2] } },
      { id: "named", type: "circle", source: "named", layout: { visibility: "none" }, paint: { "circle-radius": 3, "circle-color": colour("muted"), "circle-opacity": 0.7 } },
      { id: "near", type: "circle", source: "events", filter: ["==", ["get", "coarse"], true], paint: { "circle-radius": radius(), "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": tone(), "circle-stroke-width": 2 } },
      { id: "events", type: "circle", source: "events", filter: ["==", ["get", "coarse"], false], paint: { "circle-radius": radius(), "circle-color": tone(), "circle-opacity": 0.78, "circle-stroke-color": colour("paper"), "circle-stroke-width": 1 } },
    ],
  };
}

function none(): GeoJSON.FeatureCollection {
  return { type: "FeatureCollection", features: [] };
}

function radius(): ExpressionSpecification {
  return ["min", 26, ["+", 4, ["*", 2.2, ["sqrt", ["get", "n"]]]]];
}

function tone(): ExpressionSpecification {
  return ["case", [">", ["get", "conflict"], 0.5], colour("counter"), colour("accent")];
}

function features(spots: Spot[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: spots.map((spot) => {
      const all = Object.values(spot.quads).reduce((sum, n) => sum + n, 0) || 1;
      const conflict = (spot.quads["material-conflict"] ?? 0) + (spot.quads["verbal-conflict"] ?? 0);
      const coarse = COARSE.has(spot.kind) || (spot.precision ?? 0) >= 4;
      return {
        type: "Feature",
        geometry: { type: "Point", coordinates: [spot.lon, spot.lat] },
        properties: { ...spot, quads: "", conflict: conflict / all, coarse },
      };
    }),
  };
}

/** An address with some parameters set anew. */
function withDates(address: string, from: string, to: string): string {
  const url = new URL(address, location.href);
  for (const [key, value] of [["from", from], ["to", to]] as const) {
    if (value) url.searchParams.set(key, value);
    else url.searchParams.delete(key);
  }
  return url.pathname + url.search;
}

/** The stretch of land round the border sections, or of all outlines where there are none. */
function extent(outlines: Outlines): [number, number, number, number] | null {
  const points = outlines.features.flatMap((f) => (f.geometry.type === "LineString" ? f.geometry.coordinates : []));
  if (!points.length) return outlines.bbox ?? null;
  const [xs, ys] = [points.map((p) => p[0] ?? 0), points.map((p) => p[1] ?? 0)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

async function show(holder: HTMLElement): Promise<void> {
  const words = JSON.parse(holder.dataset["words"] ?? "{}") as Words;
  const outlines = await load<Outlines>(holder.dataset["outlines"] ?? "");
  const chart = new Chart({ container: holder, style: style(outlines), attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0 });
  const around = extent(outlines);
  if (around) chart.fitBounds(around, { padding: 48, animate: false });
  chart.addControl(new NavigationControl({ showCompass: false }));
  const credit = document.getElementById("credit");
  if (credit) credit.textContent = outlines.credit ?? "";
  await new Promise((done) => chart.once("load", done));
  nameCountries(chart, outlines);
  let [from, to] = ["", ""];
  const update = async (): Promise<void> => {
    const found = await load<Spots>(withDates(holder.dataset["src"] ?? "", from, to));
    (chart.getSource("events") as GeoJSONSource).setData(features(found.spots));
    counted(found);
    holder.dataset["shown"] = String(found.spots.length);
  };
  const asked = new URL(holder.dataset["src"] ?? "", location.href).searchParams;
  [from, to] = [asked.get("from") ?? "", asked.get("to") ?? ""];
  await update();
  listen(chart, holder, words, () => [from, to]);
  const bars = await load<Timeline>(holder.dataset["bars"] ?? "");
  brush(bars.buckets, from, to, (first, last) => {
    [from, to] = [first, last];
    void update();
  });
}

function counted(found: Spots): void {
  for (const [name, n] of [["total", found.total], ["without", found.without]] as const) {
    const element = document.querySelector(`[data-${name}]`);
    if (element) element.textContent = (element.textContent ?? "").replace(/\d+/, String(n));
  }
}

function listen(chart: Chart, holder: HTMLElement, words: Words, dates: () => [string, string]): void {
  for (const layer of ["events", "near", "named"]) {
    chart.on("click", layer, (event) => {
      const found = event.features?.[0];
      if (!found) return;
      new Popup({ closeButton: true }).setLngLat(event.lngLat).setDOMContent(told(found.properties as Spot & { coarse: boolean }, layer, holder, words, dates())).addTo(chart);
    });
    chart.on("mouseenter", layer, () => (chart.getCanvas().style.cursor = "pointer"));
    chart.on("mouseleave", layer, () => (chart.getCanvas().style.cursor = ""));
  }
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-map]")) {
    input.addEventListener("change", () => {
      const layers = input.dataset["map"] === "events" ? ["events", "near"] : [input.dataset["map"] ?? ""];
      for (const layer of layers) chart.setLayoutProperty(layer, "visibility", input.checked ? "visible" : "none");
      if (input.dataset["map"] === "named" && input.checked) void named(chart, holder);
    });
  }
}

/** Places that texts name and where nothing is said to have happened: they are no events. */
async function named(chart: Chart, holder: HTMLElement): Promise<void> {
  const found = await load<Named>(holder.dataset["named"] ?? "");
  const points = found.rows.filter((row) => row.lat !== null && row.lon !== null && !row.events && row.mentions > 0);
  (chart.getSource("named") as GeoJSONSource).setData({
    type: "FeatureCollection",
    features: points.map((row) => ({ type: "Feature", geometry: { type: "Point", coordinates: [row.lon ?? 0, row.lat ?? 0] }, properties: { ...row, place: row.id, n: row.mentions } })),
  });
}

function told(spot: Spot & { coarse: boolean }, layer: string, holder: HTMLElement, words: Words, dates: [string, string]): HTMLElement {
  const made = document.createElement("div");
  const name = document.createElement("strong");
  name.textContent = spot.name || `${spot.lat.toFixed(2)}, ${spot.lon.toFixed(2)}`;
  const what = document.createElement("p");
  what.textContent = layer === "named" ? words.named : `${spot.n} ${words.n}${spot.coarse ? `; ${words.near}` : ""}`;
  const open = document.createElement("a");
  const url = new URL(withDates(holder.dataset["link"] ?? "", ...dates), location.href);
  if (spot.place) url.searchParams.append("where", `place=${spot.place}`);
  open.href = layer === "named" ? `/places/${encodeURIComponent(spot.place)}` : url.pathname + url.search;
  open.textContent = words.open;
  made.append(name, what, open);
  return made;
}

if (box) void show(box);
