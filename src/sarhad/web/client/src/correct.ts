// Corrections in two clicks: the pen of a row, then the right value. Who and why are kept for the next one.
const HEADERS = { "content-type": "application/json", "x-sarhad": "1" };

interface Problem {
  problem: string;
  where: string;
  remedy: string;
}

interface Rows {
  rows: Record<string, unknown>[];
}

async function send(path: string, body: object): Promise<void> {
  const answer = await fetch(path, { method: "POST", headers: HEADERS, body: JSON.stringify(body) });
  if (!answer.ok) {
    const told = (await answer.json()) as Problem;
    throw new Error(`${told.problem}: ${told.where}. ${told.remedy}`);
  }
}

const dialog = document.getElementById("correct");
const said = document.getElementById("correct-said");
let record = "";
let resource = "";
let waiting: HTMLButtonElement | null = null; // a choice that still needs the name of who makes it

function field(name: string): string {
  return dialog?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value.trim() ?? "";
}

/** The row as it stands, so that the value in force is marked. */
async function current(): Promise<Record<string, unknown>> {
  const answer = await fetch(`/api/v1/${resource}/${encodeURIComponent(record)}`);
  return answer.ok ? ((await answer.json()) as Record<string, unknown>) : {};
}

async function show(button: HTMLElement): Promise<void> {
  if (!(dialog instanceof HTMLDialogElement)) return;
  record = button.dataset["correct"] ?? "";
  resource = button.dataset["resource"] ?? "";
  const who = dialog.querySelector<HTMLInputElement>('input[name="who"]');
  if (who && !who.value) who.value = localStorage.getItem("sarhad-who") ?? "";
  if (said) said.textContent = "";
  waiting = null;
  dialog.showModal();
  const found = await current();
  const row = (found["document"] && resource === "documents" ? found["document"] : found) as Record<string, unknown>;
  const what = document.getElementById("correct-what");
  if (what) what.textContent = String(row["says"] ?? row["sentence"] ?? row["measure"] ?? row["text"] ?? row["name"] ?? record);
  for (const set of dialog.querySelectorAll<HTMLElement>("fieldset")) {
    const held = row[set.dataset["field"] ?? ""];
    for (const choice of set.querySelectorAll<HTMLButtonElement>("button.choice:not(.typed)")) {
      const on = Array.isArray(held) ? held.includes(choice.value) : held === choice.value;
      choice.setAttribute("aria-pressed", String(on));
    }
    const input = set.querySelector<HTMLInputElement>("input");
    if (input) input.value = written(held);
  }
}

/** A value as it is typed; a date by its ISO form, a list not at all. */
function written(held: unknown): string {
  if (held === null || held === undefined || Array.isArray(held)) return "";
  return typeof held === "object" ? String((held as { value?: string }).value ?? "") : String(held);
}

async function choose(button: HTMLButtonElement): Promise<void> {
  const set = button.closest<HTMLElement>("fieldset");
  const name = set?.dataset["field"] ?? "";
  const typed = button.classList.contains("typed");
  const value = typed ? (set?.querySelector<HTMLInputElement>("input")?.value.trim() ?? "") : button.value;
  const [why, who] = [field("why"), field("who")];
  localStorage.setItem("sarhad-who", who);
  if (said) said.textContent = "…";
  try {
    if (resource === "sources") await send("/api/v1/grades", { source: record, grade: value, why, who });
    else await send("/api/v1/corrections", { record, field: name, value, why, who });
    const gone = name === "*" && location.pathname.startsWith(`/${resource}/`); // its own page is no more
    if (gone) location.assign(`/${resource}`);
    else location.reload();
  } catch (error) {
    if (said) said.textContent = error instanceof Error ? error.message : String(error);
    if (who) return;
    waiting = button;
    dialog?.querySelector<HTMLInputElement>('input[name="who"]')?.focus();
  }
}

/** Actors, places or propositions that fit what is typed, as the browser's own list. */
async function look(input: HTMLInputElement): Promise<void> {
  const set = input.closest<HTMLElement>("fieldset");
  const list = set?.querySelector("datalist");
  const kind = set?.dataset["look"] === "propositions" ? "ledger" : set?.dataset["look"];
  if (!kind || !list || input.value.trim().length < 2) return;
  const answer = await fetch(`/api/v1/${kind}?limit=12&search=${encodeURIComponent(input.value.trim())}`);
  if (!answer.ok) return;
  const { rows } = (await answer.json()) as Rows;
  list.replaceChildren(
    ...rows.map((row) => {
      const option = document.createElement("option");
      option.value = String(row["id"] ?? row["proposition"] ?? "");
      option.label = String(row["name"] ?? row["text"] ?? "");
      return option;
    }),
  );
}

async function undo(button: HTMLElement): Promise<void> {
  const id = button.dataset["undo"] ?? "";
  const who = localStorage.getItem("sarhad-who") ?? "";
  try {
    await send(`/api/v1/corrections/${encodeURIComponent(id)}/undo`, { why: "taken back", who });
    location.reload();
  } catch (error) {
    button.textContent = error instanceof Error ? error.message : String(error);
  }
}

export function listen(): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const pen = target?.closest<HTMLElement>("[data-correct]");
    const choice = target?.closest<HTMLButtonElement>("#correct button.choice");
    const back = target?.closest<HTMLElement>("[data-undo]");
    if (pen) void show(pen);
    else if (choice) void choose(choice);
    else if (back) void undo(back);
  });
  let pause = 0;
  dialog?.addEventListener("input", (event) => {
    if (!(event.target instanceof HTMLInputElement) || !event.target.list) return;
    const input = event.target;
    window.clearTimeout(pause);
    pause = window.setTimeout(() => void look(input), 150);
  });
  dialog?.addEventListener("keydown", (event) => {
    const input = event.target;
    if (event.key !== "Enter" || !(input instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (input.closest(".because")) {
      if (waiting && field("who")) void choose(waiting);
      return;
    }
    input.parentElement?.querySelector<HTMLButtonElement>("button.typed")?.click();
  });
}
