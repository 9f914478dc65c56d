// The page: opens the example, follows what is typed, imports and exports.
import example from "../../../quickstart/larkspur.json?url";
import { byId, h } from "./dom";
import { addRisk, choose, markRefused, showEditor } from "./edit";
import { call, encode, failed } from "./engine";
import type { Failure, System } from "./shapes";
import { changed, onVerdicts, open, state } from "./state";
import { showVerdicts } from "./views";
import "./style.css";

const tabs: [string, string][] = [["heat", "Heat map"], ["questions", "Questions"], ["soa", "Statement of Applicability"], ["timeline", "Timeline"], ["readiness", "Readiness"]];

function makeTabs(): void {
  const bar = byId("tabs");
  for (const [id, text] of tabs) {
    bar.append(h("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`, onclick: () => showTab(id) }, text));
    bar.parentElement!.append(h("div", { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, class: "panel" }));
  }
  bar.addEventListener("keydown", (e) => {
    const at = tabs.findIndex(([id]) => document.activeElement?.id === `tab-${id}`);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[e.key];
    if (at < 0 || to === undefined) return;
    e.preventDefault();
    const id = tabs[to % tabs.length][0];
    showTab(id);
    byId(`tab-${id}`).focus();
  });
  showTab(tabs[0][0]);
}

function showTab(chosen: string): void {
  for (const [id] of tabs) {
    const tab = byId(`tab-${id}`);
    tab.setAttribute("aria-selected", String(id === chosen));
    tab.tabIndex = id === chosen ? 0 : -1;
    byId(`panel-${id}`).hidden = id !== chosen;
  }
}

function say(text: string, bad = false): void {
  const p = byId("state");
  if (p.textContent !== text) p.textContent = text;
  p.classList.toggle("bad", bad);
}

const reasons = (f: Failure) => (f.problems.length ? f.problems.map((p) => `${p.path || "document"}: ${p.message}${p.want ? `: want ${p.want}` : ""}`).join(" · ") : f.error);

function start(document_: System): void {
  open(document_);
  byId("name").textContent = document_.organization?.name || "Unnamed organization";
  showEditor();
  byId<HTMLButtonElement>("export").disabled = false;
  void changed();
}

onVerdicts(() => {
  const f = state.failure;
  document.body.classList.toggle("stale", f !== undefined);
  markRefused(f?.problems.map((p) => p.path ?? "") ?? []);
  if (f) return say(`Not understood, the verdicts are those before it. ${reasons(f)}`, true);
  const v = state.verdicts!;
  showVerdicts(v, choose);
  if (v.unusable.length) say(v.unusable.join(" · "), true);
  else say(`Verdicts as of ${v.asOf}.`);
  if (performance.getEntriesByName("first-verdict").length === 0) performance.mark("first-verdict");
});

async function load(text: string, name: string): Promise<void> {
  const canonical = await encode(text); // strict: what the library refuses does not get in
  if (typeof canonical !== "string") return say(`${name} is refused. ${reasons(canonical)}`, true);
  start(JSON.parse(canonical));
}

byId<HTMLInputElement>("import").addEventListener("change", async (e) => {
  const input = e.target as HTMLInputElement;
  const file = input.files?.[0];
  if (file) await load(await file.text(), file.name);
  input.value = "";
});

byId("export").addEventListener("click", async () => {
  const text = await encode(JSON.stringify(state.document));
  if (failed(Object(text))) return say(`There is nothing to export. ${reasons(text as Failure)}`, true);
  const url = URL.createObjectURL(new Blob([text as string], { type: "application/json" }));
  h("a", { href: url, download: "management-system.json" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
});

byId("add-risk").addEventListener("click", addRisk);

for (const id of ["asof", "decision"] as const) {
  const input = byId<HTMLInputElement>(id);
  input.addEventListener("input", () => {
    if (input.validity.badInput || (id === "asof" && !input.value)) return; // half a date is none yet
    state[id === "asof" ? "asOf" : "decision"] = input.value;
    void changed();
  });
}

declare global {
  /** For the console, and for tests: the library's one function. */
  var ismskit: { call: typeof call };
}
globalThis.ismskit = { call };

state.asOf = byId<HTMLInputElement>("asof").value = "2026-10-05"; // the day of the example; the library reads no clock
makeTabs();
start(await (await fetch(example)).json());
