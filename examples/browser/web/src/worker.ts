// Runs the library away from the page, so that typing never waits for it.
import "./generated/wasm_exec.js";

declare const Go: new () => { importObject: WebAssembly.Imports; run(instance: WebAssembly.Instance): Promise<void> };
declare function ismskitCall(op: string, request: string): string;

/** Comes first: the compiled library, or why there is none. */
export type Library = { module: WebAssembly.Module } | { unusable: string };
export type Question = { id: number; op: string; request: string };
export type Answer = { id: number; answer: string };

let began: (l: Library) => void;
const ready = new Promise<Library>((resolve) => (began = resolve)).then(async (l) => {
  if ("unusable" in l) throw l.unusable;
  const go = new Go();
  const instance = await WebAssembly.instantiate(l.module, go.importObject);
  void go.run(instance); // returns never; what it sets is there after the first turn
  performance.mark("library-runs");
});

self.onmessage = async (e: MessageEvent<Library | Question>) => {
  if (!("id" in e.data)) return began(e.data);
  const { id, op, request } = e.data;
  try {
    await ready;
    self.postMessage({ id, answer: ismskitCall(op, request) } satisfies Answer);
  } catch (err) {
    const answer = JSON.stringify({ error: `the library cannot be run here: ${err}`, problems: [], more: 0 });
    self.postMessage({ id, answer } satisfies Answer);
  }
};
