// Timeline and network, drawn from the counts that the API gives. The pages say the same in tables.
import { drawNetwork } from "./network";
import { drawTimeline } from "./timeline";

const PICTURES: Record<string, (figure: HTMLElement) => Promise<void>> = {
  timeline: drawTimeline,
  network: drawNetwork,
};

for (const figure of document.querySelectorAll<HTMLElement>("[data-chart]")) {
  void PICTURES[figure.dataset["chart"] ?? ""]?.(figure);
}
