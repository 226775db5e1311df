// What every page runs: the keyboard, dialogs, and preferences that apply at once. Pages work without it.
import { listen } from "./correct";

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName));

/** Rows that j and k step through. */
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-row]")];

let leader = false; // "g" was pressed: the next key names a page

function step(by: number): void {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
  (next?.querySelector<HTMLElement>("a, button") ?? next)?.focus();
}

function open(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

function go(key: string): void {
  document.querySelector<HTMLAnchorElement>(`.rail a[data-key="${CSS.escape(key)}"]`)?.click();
}

function correct(): void {
  const row = rows().find((each) => each.contains(document.activeElement)) ?? document;
  row.querySelector<HTMLElement>("[data-correct]")?.click();
}

const KEYS: Record<string, () => void> = {
  "/": () => document.querySelector<HTMLInputElement>("#q")?.focus(),
  "?": () => open("keys"),
  j: () => step(1),
  k: () => step(-1),
  c: correct,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (leader) {
    leader = false;
    go(event.key);
  } else if (event.key === "g") {
    leader = true;
    window.setTimeout(() => (leader = false), 1500);
    return;
  } else if (KEYS[event.key]) {
    KEYS[event.key]?.();
  } else {
    return;
  }
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-open]") : null;
  if (opener?.dataset["open"]) open(opener.dataset["open"]);
});

document.querySelector(".prefs")?.addEventListener("change", (event) => {
  if (event.currentTarget instanceof HTMLFormElement) event.currentTarget.requestSubmit();
});

// The briefing's drawers: texts and rows that a citation or a number opens.
let opened: HTMLElement | null = null;

function shut(): void {
  location.hash = "#_";
  opened?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(".briefing a[href^='#']") : null;
  if (!link) return;
  if (link.matches(".close, .veil")) {
    event.preventDefault();
    shut();
  } else if (!link.closest(".drawer")) {
    opened = link;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.querySelector(".drawer:target, .drawer:has(:target)")) shut();
});

// The slider stands for the list beside it.
const slider = document.querySelector<HTMLInputElement>("[data-slider]");
const stops = document.querySelector<HTMLSelectElement>(".moments select");
slider?.addEventListener("input", () => {
  if (stops) stops.selectedIndex = Number(slider.value);
});
slider?.addEventListener("change", () => stops?.form?.requestSubmit());
stops?.addEventListener("change", () => stops.form?.requestSubmit());

listen();

document.querySelector(".rail ol [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });

// Where there is room, settings lie open; on a phone filters are shut until they are asked for.
const wide = matchMedia("(min-width: 56rem)").matches;
for (const box of document.querySelectorAll<HTMLDetailsElement>(wide ? ".settings" : ".facets details")) {
  box.open = wide || box.querySelector("[aria-current]") !== null;
}

// A document: layers that can be shown, and the text of a record lit while its row is pointed at.
const reading = document.querySelector<HTMLElement>(".marked");

for (const box of document.querySelectorAll<HTMLInputElement>("[data-layer]")) {
  box.addEventListener("change", () => reading?.classList.toggle(`show-${box.dataset["layer"]}`, box.checked));
}

function light(event: Event, on: boolean): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-for]") : null;
  if (!row || !reading) return;
  for (const mark of reading.querySelectorAll(`mark[data-of~="${CSS.escape(row.dataset["for"] ?? "")}"]`)) {
    mark.classList.toggle("hot", on);
  }
}

for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]] as const) {
  document.addEventListener(name, (event) => light(event, on));
}
