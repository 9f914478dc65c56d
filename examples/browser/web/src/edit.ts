// What a person edits: the matrix, the acceptance criteria, the register.
import { byId, field, h, replace, select } from "./dom";
import type { Band, Rating, Risk, Treatment } from "./shapes";
import { changed, register, state } from "./state";
import { levelClass } from "./views";

const verdicts: [string, string][] = [["", "not decided"], ["acceptable", "acceptable"], ["tolerable", "tolerable"], ["unacceptable", "unacceptable"]];
const stages = ["inherent", "current", "target", "residual"] as const;
const options = ["modify", "retain", "avoid", "share"];
const statuses: [string, string][] = [["", "not known"], ["planned", "planned"], ["in progress", "in progress"], ["completed", "completed"], ["cancelled", "cancelled"]];

export function showEditor(): void {
  showMatrix();
  showCriteria();
  showRisk();
}

function bandOf(score: number, bands: Band[]): number {
  return bands.findIndex((b) => b.from <= score && score <= b.to);
}

function showMatrix(): void {
  const m = register().method;
  const cells = m.scorer?.cells;
  if (m.scorer?.kind !== "matrix" || !cells) {
    replace(byId("matrix"), h("p", {}, m.scorer ? `The levels of this method come from “${m.scorer.kind}”, not from a matrix.` : "There is no method yet. Import a document that has one."));
    return;
  }
  const bands = m.bands.map((b, i) => [String(i), b.name] as [string, string]);
  const head = h("tr", {}, h("th", { scope: "col" }, "likelihood \\ impact"), ...m.impact.map((s) => h("th", { scope: "col" }, s.name)));
  const rows = m.likelihood.map((step, l) =>
    h("tr", {}, h("th", { scope: "row" }, step.name),
      ...m.impact.map((column, i) => {
        const at = bandOf(cells[l]?.[i] ?? 0, m.bands);
        const cell = h("td", { class: levelClass(at + 1, m.bands.length) });
        cell.append(select(`Level for ${step.name}, ${column.name}`, bands, String(at), (v) => {
          cells[l][i] = m.bands[Number(v)].from;
          cell.className = levelClass(Number(v) + 1, m.bands.length);
          void changed();
        }, { "data-key": `cell-${l}-${i}` }));
        return cell;
      })));
  replace(byId("matrix"),
    h("p", { class: "hint" }, m.name),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Levels of the matrix" },
      h("table", { class: "matrix" }, h("caption", { class: "hidden" }, "Level for each likelihood and impact"), h("thead", {}, head), h("tbody", {}, ...rows.reverse()))));
}

function showCriteria(): void {
  const m = register().method;
  const bands = m.bands.map((b) => [b.key || b.name, b.name] as [string, string]);
  const again = () => {
    showCriteria();
    void changed();
  };
  const rows = m.criteria.map((c, i) =>
    h("li", {}, "up to ",
      select(`Criterion ${i + 1}: up to`, bands, c.upTo, (v) => { c.upTo = v; void changed(); }, { "data-key": `upto-${i}` }), " ",
      select(`Criterion ${i + 1}: acceptability`, verdicts, c.acceptability, (v) => { c.acceptability = v; void changed(); }, { "data-key": `acceptability-${i}` }), " ",
      h("button", { type: "button", "aria-label": `Remove criterion ${i + 1}`, onclick: () => { m.criteria.splice(i, 1); again(); byId("add-criterion").focus(); } }, "Remove")));
  replace(byId("criteria"),
    h("ol", { class: "plain" }, ...rows),
    h("button", { type: "button", id: "add-criterion", "data-key": "add-criterion", onclick: () => { m.criteria.push({ upTo: bands.at(-1)?.[0] ?? "", acceptability: "" }); again(); } }, "Add a criterion"));
}

export function choose(id: string): void {
  state.risk = id;
  showRisk();
  byId("risk").querySelector<HTMLElement>("h3")?.focus();
}

export function addRisk(): void {
  const risks = register().risks;
  let n = risks.length + 1;
  while (risks.some((r) => r.id === `R-${String(n).padStart(2, "0")}`)) n++;
  risks.push({ id: `R-${String(n).padStart(2, "0")}` });
  choose(risks[risks.length - 1].id);
  void changed();
}

/** Sets a value of a record, or takes it away. */
function put<T extends object, K extends keyof T>(record: T, key: K, value: T[K] | undefined): void {
  if (value === undefined) delete record[key];
  else record[key] = value;
  void changed();
}

function showRisk(): void {
  const reg = register();
  const at = reg.risks.findIndex((r) => r.id === state.risk);
  if (at < 0) return replace(byId("risk"), h("p", {}, "No risk is chosen."));
  const r = reg.risks[at];
  const path = `register.risks[#${at}]`;
  const owners = [...new Set([...reg.risks, ...reg.assets].map((x) => x.owner ?? "").filter(Boolean))].sort();
  const assets: [string, string][] = [["", "none"], ...reg.assets.map((a) => [a.id, a.name || a.id] as [string, string])];
  const text = (label: string, key: "title" | "threat" | "vulnerability" | "owner" | "consequence", list?: string) =>
    field(label, "text", r[key], `${path}.${key}`, (v) => put(r, key, v), list);
  replace(byId("risk"),
    h("datalist", { id: "owners" }, ...owners.map((o) => h("option", { value: o }))),
    h("h3", { tabindex: -1 }, `Risk ${r.id}`),
    text("Title", "title"),
    text("Threat", "threat"),
    text("Vulnerability", "vulnerability"),
    h("div", { class: "pair" },
      h("label", { class: "field" }, h("span", {}, "Asset"), select("Asset", assets, r.asset ?? "", (v) => put(r, "asset", v || undefined), { "data-path": `${path}.asset` })),
      text("Owner", "owner", "owners")),
    ratings(r, path),
    ...reg.treatments.flatMap((t, i) => (t.risks.includes(r.id) ? [treatment(t, `register.treatments[#${i}]`)] : [])),
    h("p", { class: "bar" },
      h("button", { type: "button", onclick: () => addTreatment(r) }, "Add a treatment"),
      h("button", { type: "button", onclick: () => removeRisk(r) }, `Remove risk ${r.id}`)));
}

function ratings(r: Risk, path: string): HTMLElement {
  const m = register().method;
  const grades = (scale: { name: string }[]): [string, string][] => [["", "not rated"], ...scale.map((s, i) => [String(i + 1), s.name] as [string, string])];
  const row = (stage: (typeof stages)[number]) => {
    const cell = (key: "likelihood" | "impact") =>
      h("td", {}, select(`${stage} ${key}`, grades(m[key]), String(r[stage]?.[key] ?? ""), (v) => {
        const rating: Rating = (r[stage] ??= {});
        if (v === "") delete rating[key];
        else rating[key] = Number(v);
        if (Object.keys(rating).length === 0) delete r[stage];
        void changed();
      }));
    const on = h("input", { type: "date", value: r[stage]?.on ?? "", "aria-label": `${stage}: rated on`, "data-path": `${path}.${stage}.on` });
    on.addEventListener("input", () => {
      if (on.validity.badInput) return;
      const rating: Rating = (r[stage] ??= {});
      if (on.value) rating.on = on.value;
      else delete rating.on;
      if (Object.keys(rating).length === 0) delete r[stage];
      void changed();
    });
    return h("tr", {}, h("th", { scope: "row" }, stage), cell("likelihood"), cell("impact"), h("td", {}, on));
  };
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Ratings" },
    h("table", {}, h("caption", { class: "hidden" }, "Ratings at each stage"),
      h("thead", {}, h("tr", {}, ...["Stage", "Likelihood", "Impact", "Rated on"].map((t) => h("th", { scope: "col" }, t)))),
      h("tbody", {}, ...stages.map(row))));
}

function treatment(t: Treatment, path: string): HTMLElement {
  const words = (text: string | undefined) => (text ? text.split(/[\s,;]+/).filter(Boolean) : undefined);
  const others = t.risks.length > 1 ? `, also for ${t.risks.filter((id) => id !== state.risk).join(", ")}` : "";
  return h("fieldset", {}, h("legend", {}, `Treatment ${t.id}${others}`),
    field("Action", "text", t.title, `${path}.title`, (v) => put(t, "title", v)),
    h("div", { class: "bar", role: "group", "aria-label": `Options of ${t.id}` }, ...options.map((o) => {
      const box = h("input", { type: "checkbox", checked: t.options?.includes(o) ?? false });
      box.addEventListener("change", () => {
        const chosen = options.filter((x) => (x === o ? box.checked : t.options?.includes(x)));
        put(t, "options", chosen.length > 0 ? chosen : undefined);
      });
      return h("label", {}, box, " ", o);
    })),
    field("Controls, such as A.8.5", "text", t.controls?.join(", "), `${path}.controls`, (v) => put(t, "controls", words(v))),
    h("div", { class: "pair" },
      field("Owner", "text", t.owner, `${path}.owner`, (v) => put(t, "owner", v), "owners"),
      field("Due", "date", t.due, `${path}.due`, (v) => put(t, "due", v)),
      h("label", { class: "field" }, h("span", {}, "Status"), select("Status", statuses, t.status ?? "", (v) => put(t, "status", v || undefined))),
      field("Completed", "date", t.completed, `${path}.completed`, (v) => put(t, "completed", v))));
}

function addTreatment(r: Risk): void {
  const list = register().treatments;
  let n = list.length + 1;
  while (list.some((t) => t.id === `T-${String(n).padStart(2, "0")}`)) n++;
  list.push({ id: `T-${String(n).padStart(2, "0")}`, risks: [r.id] });
  showRisk();
  byId("risk").querySelector<HTMLElement>("fieldset:last-of-type input")?.focus();
  void changed();
}

function removeRisk(r: Risk): void {
  const reg = register();
  const at = reg.risks.indexOf(r);
  reg.risks.splice(at, 1);
  choose(reg.risks[Math.min(at, reg.risks.length - 1)]?.id ?? "");
  byId("add-risk").focus();
  void changed();
}

/** Marks the fields whose content the library refuses. */
export function markRefused(paths: string[]): void {
  for (const input of document.querySelectorAll<HTMLElement>("#editor [data-path]")) {
    const path = input.dataset.path ?? "";
    const refused = paths.some((p) => p === path || p.startsWith(`${path}[`) || p.startsWith(`${path}.`));
    if (refused) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", "state");
    } else {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
  }
}
