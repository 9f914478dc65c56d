// Runs the library away from the page, so that typing never waits for it.
import "./generated/wasm_exec.js";
import wasm from "./generated/ismskit.wasm?url";

declare const Go: new () => { importObject: WebAssembly.Imports; run(instance: WebAssembly.Instance): Promise<void> };
declare function ismskitCall(op: string, request: string): string;

export type Question = { id: number; op: string; request: string };
export type Answer = { id: number; answer: string };

const ready = (async () => {
  const go = new Go();
  const { instance } = await WebAssembly.instantiateStreaming(fetch(wasm), go.importObject);
  void go.run(instance); // returns never; what it sets is there after the first turn
})();

self.onmessage = async (e: MessageEvent<Question>) => {
  const { id, op, request } = e.data;
  try {
    await ready;
    self.postMessage({ id, answer: ismskitCall(op, request) } satisfies Answer);
  } catch (err) {
    const answer = JSON.stringify({ error: `the library cannot be run here: ${err}`, problems: [], more: 0 });
    self.postMessage({ id, answer } satisfies Answer);
  }
};
