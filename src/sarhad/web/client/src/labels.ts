// Names of countries on the map, in the interface's language, each where most of its land is in sight.
import { type Map as Chart, Marker } from "maplibre-gl";

type Point = [number, number];
type Box = [number, number, number, number]; // west, south, east, north

const STEPS = 14; // points tried along each side

export function nameCountries(chart: Chart, outlines: GeoJSON.FeatureCollection): void {
  const names = new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "region" });
  const markers = outlines.features.flatMap((feature) => {
    const code = String(feature.properties?.["country"] ?? "");
    const rings = outer(feature.geometry);
    if (!code || !rings.length) return [];
    const element = document.createElement("span");
    element.className = "country";
    element.textContent = named(names, code, String(feature.properties?.["name"] ?? code));
    return [{ rings, marker: new Marker({ element, opacityWhenCovered: "1" }) }];
  });
  const set = (): void => {
    const bounds = chart.getBounds();
    const seen: Box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    for (const { rings, marker } of markers) {
      const point = inmost(rings, seen);
      if (point) marker.setLngLat(point).addTo(chart);
      else marker.remove();
      marker.getElement().removeAttribute("role"); // it is a name, not something to press
      marker.getElement().removeAttribute("aria-label");
    }
  };
  chart.on("moveend", set);
  set();
}

function named(names: Intl.DisplayNames, code: string, otherwise: string): string {
  try {
    return names.of(code) ?? otherwise;
  } catch {
    return otherwise; // a code that is no ISO 3166 one
  }
}

function outer(geometry: GeoJSON.Geometry): Point[][] {
  const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : geometry.type === "Polygon" ? [geometry.coordinates] : [];
  return polygons.map((polygon) => (polygon[0] ?? []) as Point[]).filter((ring) => ring.length > 3);
}

/** The point of the land in sight that is farthest from its edges and from the frame; none if too little is in sight. */
export function inmost(rings: Point[][], seen: Box): Point | null {
  let best: Point | null = null;
  let farthest = Math.min(seen[2] - seen[0], seen[3] - seen[1]) * 0.025;
  for (const ring of rings) {
    const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
    const box: Box = [Math.max(seen[0], Math.min(...xs)), Math.max(seen[1], Math.min(...ys)), Math.min(seen[2], Math.max(...xs)), Math.min(seen[3], Math.max(...ys))];
    if (box[0] >= box[2] || box[1] >= box[3]) continue;
    for (let i = 0.5; i < STEPS; i++) {
      for (let j = 0.5; j < STEPS; j++) {
        const point: Point = [box[0] + ((box[2] - box[0]) * i) / STEPS, box[1] + ((box[3] - box[1]) * j) / STEPS];
        const frame = Math.min(point[0] - seen[0], seen[2] - point[0], point[1] - seen[1], seen[3] - point[1]);
        if (frame <= farthest || !within(point, ring)) continue;
        const room = Math.min(frame, ...ring.map((p) => Math.hypot(p[0] - point[0], p[1] - point[1])));
        if (room > farthest) [best, farthest] = [point, room];
      }
    }
  }
  return best;
}

function within([x, y]: Point, ring: Point[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[ax, ay], [bx, by]] = [ring[i] as Point, ring[j] as Point];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
