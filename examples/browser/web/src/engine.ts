// The library as a page sees it: text in, text out, and the same with types.
import wasm from "./generated/ismskit.wasm?url";
import type { Failure, Request, System, Verdicts } from "./shapes";
import type { Answer, Library, Question } from "./worker";

// The library is compiled here while the worker starts, as it is received.
const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const post = (message: Library | Question) => worker.postMessage(message);
WebAssembly.compileStreaming(fetch(wasm)).then((module) => post({ module }), (err) => post({ unusable: String(err) }));
const waiting = new Map<number, (answer: string) => void>();
let last = 0;

worker.onmessage = (e: MessageEvent<Answer>) => {
  waiting.get(e.data.id)?.(e.data.answer);
  waiting.delete(e.data.id);
};

/** Is what Call of the Go package facade is. */
export function call(op: string, request: string): Promise<string> {
  return new Promise((resolve) => {
    waiting.set(++last, resolve);
    post({ id: last, op, request });
  });
}

export async function evaluate(request: Request, document: System): Promise<Verdicts | Failure> {
  return JSON.parse(await call("evaluate", `${JSON.stringify(request)}\n${JSON.stringify(document)}`));
}

/** Returns the canonical form of a document, or why it is refused. */
export async function encode(document: string): Promise<string | Failure> {
  const answer = await call("encode", document);
  const f = JSON.parse(answer);
  return failed(f) ? f : answer;
}

export function failed(a: object): a is Failure {
  return "error" in a;
}
