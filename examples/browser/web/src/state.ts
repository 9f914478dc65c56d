// The document being edited and the last verdicts about it.
import { evaluate, failed } from "./engine";
import type { Failure, Register, System, Verdicts } from "./shapes";

export const state: {
  document: System;
  asOf: string;
  decision: string;
  risk: string; // ID of the one being edited
  verdicts?: Verdicts;
  first?: Verdicts; // when the document was opened
  failure?: Failure;
} = { document: { format: "ismskit/system", version: 1 }, asOf: "", decision: "", risk: "" };

let busy = false;
let again = false;
let opened = 0;
let show: () => void = () => {};

export function onVerdicts(f: () => void): void {
  show = f;
}

/** Begins with another document. */
export function open(document: System): void {
  opened++;
  state.document = document;
  state.first = state.verdicts = state.failure = undefined;
  state.risk = document.register?.risks?.[0]?.id ?? "";
}

/** Asks again; while an answer is under way, what was typed since then is asked at once after it. */
export async function changed(): Promise<void> {
  again = true;
  if (busy) return;
  busy = true;
  while (again) {
    again = false;
    const of = opened;
    const answer = await evaluate({ asOf: state.asOf, decision: state.decision || undefined, before: state.first?.report }, state.document);
    if (of !== opened) continue;
    if (failed(answer)) state.failure = answer;
    else {
      state.failure = undefined;
      state.verdicts = answer;
      state.first ??= answer;
    }
    show();
  }
  busy = false;
}

/** Returns the register, made complete where a document leaves lists out. */
export function register(): Register {
  const empty = { assets: [], risks: [], controls: [], treatments: [], acceptances: [], delegations: [], changes: [], history: [] };
  const r = (state.document.register ??= { method: { name: "", likelihood: [], impact: [], bands: [], criteria: [] }, ...empty });
  for (const [key, list] of Object.entries(empty)) (r as unknown as Record<string, unknown>)[key] ??= list;
  return r;
}
