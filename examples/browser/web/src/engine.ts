// The library as a page sees it: text in, text out, and the same with types.
import type { Failure, Request, Verdicts } from "./shapes";
import type { Answer, Question } from "./worker";

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
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
    worker.postMessage({ id: last, op, request } satisfies Question);
  });
}

export async function evaluate(request: Request): Promise<Verdicts | Failure> {
  return JSON.parse(await call("evaluate", JSON.stringify(request)));
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
