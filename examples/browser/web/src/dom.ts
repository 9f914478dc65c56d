// The few lines that a page needs for elements.
type Child = Node | string | number | null | undefined | false;
type Props = Record<string, string | number | boolean | EventListener | null | undefined>;

function fill<E extends Element>(e: E, props: Props, children: Child[]): E {
  for (const [key, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") e.addEventListener(key.slice(2), value);
    else e.setAttribute(key, value === true ? "" : String(value));
  }
  for (const c of children) if (c !== null && c !== undefined && c !== false) e.append(c instanceof Node ? c : String(c));
  return e;
}

/** Makes an element; properties that begin with "on" are listeners. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), props, children);
}

export function svg(tag: string, props: Props = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

export function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

/** Replaces what an element holds and keeps the focus on what has the same data-key. */
export function replace(e: Element, ...children: Node[]): void {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && e.contains(active) ? active.dataset.key : undefined;
  e.replaceChildren(...children);
  if (key) e.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

export function select(label: string, options: [value: string, text: string][], value: string, set: (v: string) => void, props: Props = {}): HTMLSelectElement {
  const known = options.some(([v]) => v === value) ? options : [...options, [value, value] as [string, string]];
  const s = h("select", { "aria-label": label, ...props }, ...known.map(([v, text]) => h("option", { value: v, selected: v === value }, text)));
  s.addEventListener("change", () => set(s.value));
  return s;
}

/** A text or date field with its label; an empty field takes the value away. */
export function field(label: string, type: "text" | "date", value: string | undefined, path: string, set: (v: string | undefined) => void, list?: string): HTMLElement {
  const input = h("input", { type, value: value ?? "", "data-path": path, list });
  input.addEventListener("input", () => {
    if (type === "date" && input.validity.badInput) return; // half a date is none yet
    set(input.value === "" ? undefined : input.value);
  });
  return h("label", { class: "field" }, h("span", {}, label), input);
}
