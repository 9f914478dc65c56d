// What the library says: each part of the verdicts as elements.
import { byId, h, replace, select, svg } from "./dom";
import type { EvaluatedRisk, Diagnostic, Entry, Ratio, Reason, RowView, Verdicts } from "./shapes";
import { state } from "./state";

/** The class of a level: five tints, lowest to highest, whatever the number of levels. */
export function levelClass(level: number, levels: number): string {
  if (level < 1) return "";
  return `level-${levels < 2 ? 3 : 1 + Math.round(((level - 1) * 4) / (levels - 1))}`;
}

export function percent(r: Ratio): string {
  return r.percent === undefined ? "undefined" : `${r.percent} %`;
}

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

export const chosen = { stage: "", severity: "", rows: "" };

export function showVerdicts(v: Verdicts, choose: (id: string) => void): void {
  showSummary(v);
  showRegister(v, choose);
  replace(byId("panel-heat"), ...heat(v, choose));
  replace(byId("panel-questions"), ...questions(v));
  replace(byId("panel-soa"), ...statement(v));
  replace(byId("panel-timeline"), ...timeline(v));
  replace(byId("panel-readiness"), ...readiness(v));
}

function showSummary(v: Verdicts): void {
  const c = v.changes;
  const asked = v.report.found;
  const facts: [string, string, string][] = [
    ["questions", "An auditor would question", `${asked.length}: ${count(asked.filter((d) => d.severity === "error").length, "error")}, ${count(asked.filter((d) => d.severity === "warning").length, "warning")}`],
    ["changes", "Since opened", c ? `${c.appeared.length} new, ${c.resolved.length} resolved${c.lost.length ? `, ${c.lost.length} no longer looked at` : ""}` : "nothing changed yet"],
    ["good", "Lines clear or judged", `${v.good.have} of ${v.good.want} (${percent(v.good)})`],
    ["implemented", "Controls implemented", `${v.implemented.have} of ${v.implemented.want}`],
    ...v.readiness.map((g) => [g.gate.replace(" ", "-"), g.gate, `${g.open ? "ready" : "not ready"}: ${g.met.have} of ${g.met.want}`] as [string, string, string]),
  ];
  replace(byId("summary"), ...facts.map(([id, term, text]) => h("div", {}, h("dt", {}, term), h("dd", { id: `sum-${id}` }, text))));
}

function showRegister(v: Verdicts, choose: (id: string) => void): void {
  const names = new Map(v.levels.map((l) => [l.level, l.name]));
  const held = state.document.register?.risks ?? [];
  const titles = new Map(held.map((r) => [r.id, r.title]));
  // Without a method that can be used nothing is ranked, and the risks are still there to be edited.
  const risks: Pick<EvaluatedRisk, "risk" | "rank" | "level" | "acceptability" | "withinTolerance" | "closed">[] = v.risks.length ? v.risks : held.map((r) => ({ risk: r.id }));
  replace(byId("register"), h("table", {}, h("caption", { class: "hidden" }, "Risks, highest first"),
    h("thead", {}, h("tr", {}, ...["Rank", "Risk", "Level", "Criteria say", "Within tolerance"].map((t) => h("th", { scope: "col" }, t)))),
    h("tbody", {}, ...risks.map((a) => h("tr", { class: a.risk === state.risk ? "chosen" : null },
      h("td", {}, a.rank || "–"),
      h("td", {}, h("button", { type: "button", class: "link", "data-key": `risk-${a.risk}`, "aria-current": a.risk === state.risk && "true", onclick: () => choose(a.risk) }, a.risk), " ", titles.get(a.risk)),
      h("td", { class: levelClass(a.level ?? 0, v.levels.length) }, a.closed ? "closed" : names.get(a.level ?? 0) ?? "unknown"),
      h("td", {}, a.acceptability || "unknown"),
      h("td", {}, a.withinTolerance || "unknown"))))));
}

function heat(v: Verdicts, choose: (id: string) => void): Node[] {
  if (v.heatMaps.length === 0) return [h("p", {}, "There is no heat map: the method cannot be used."), list(v.unusable)];
  const stage = v.heatMaps.some((m) => m.stage === chosen.stage) ? chosen.stage : "current";
  const map = v.heatMaps.find((m) => m.stage === stage) ?? v.heatMaps[0];
  const link = (id: string) => h("button", { type: "button", class: "chip", "data-key": `heat-${id}`, onclick: () => choose(id) }, id);
  const rows = map.likelihood.map((name, l) => h("tr", {}, h("th", { scope: "row" }, name),
    ...map.cells[l].map((c) => h("td", { class: levelClass(c.level ?? 0, v.levels.length) },
      h("small", {}, v.levels.find((x) => x.level === c.level)?.name ?? "depends"), h("div", { class: "chips" }, ...c.risks.map(link))))));
  return [
    h("p", {}, "Stage ", select("Stage of the heat map", v.heatMaps.map((m) => [m.stage, m.stage]), stage, (s) => {
      chosen.stage = s;
      replace(byId("panel-heat"), ...heat(v, choose));
    }, { "data-key": "stage" })),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Heat map" }, h("table", { class: "heat" },
      h("caption", {}, `Open risks, ${map.stage}: likelihood upwards, impact to the right`),
      h("thead", {}, h("tr", {}, h("td"), ...map.impact.map((t) => h("th", { scope: "col" }, t)))),
      h("tbody", {}, ...rows.reverse()))),
    h("p", { id: "judged" }, Object.entries(map.acceptabilities).filter(([, n]) => n > 0).map(([word, n]) => `${n} ${word || "not evaluated"}`).join(", ") || "No risk is open"),
    h("p", { id: "unplaced" }, map.unplaced.length ? "On no cell, as their level is unknown: " : "Every open risk has its cell.", ...map.unplaced.map(link)),
  ];
}

/** How people cite a place. */
const citing = (v: Verdicts) => {
  const cited = new Map(v.places.map((p) => [p.ref, p.citation]));
  return (refs: string[]) => refs.map((r) => cited.get(r) ?? r).join(", ");
};

const key = (d: Diagnostic) => JSON.stringify([d.code, d.refs, d.path, d.args]);

function finding(d: Diagnostic, cite: (refs: string[]) => string, fresh = false): HTMLElement {
  return h("li", { class: `finding ${d.severity}`, "data-code": d.code },
    h("strong", { class: "severity" }, d.severity), fresh && h("strong", { class: "new" }, "new"), " ", d.message, " ",
    h("small", {}, `${cite(d.refs)} · ${d.code}`));
}

function questions(v: Verdicts): Node[] {
  const found = v.report.found.filter((d) => !chosen.severity || d.severity === chosen.severity);
  const fresh = new Set(v.changes?.appeared.map(key));
  const cite = citing(v);
  const again = (s: string) => {
    chosen.severity = s;
    replace(byId("panel-questions"), ...questions(v));
  };
  return [
    h("p", {}, "Show ", select("Severity", [["", "all"], ["error", "errors"], ["warning", "warnings"], ["note", "notes"]], chosen.severity, again, { "data-key": "severity" }), ` ${found.length} of ${v.report.found.length}`),
    h("ul", { class: "plain" }, ...found.toSorted((a, b) => Number(fresh.has(key(b))) - Number(fresh.has(key(a)))).map((d) => finding(d, cite, fresh.has(key(d))))),
    v.changes?.resolved.length ? h("h3", {}, "Resolved since opened") : h("span"),
    h("ul", { class: "plain" }, ...(v.changes?.resolved ?? []).map((d) => h("li", {}, d.message, " ", h("small", {}, d.code)))),
  ];
}

function statement(v: Verdicts): Node[] {
  if (v.statement.length === 0) return [h("p", {}, "No Statement of Applicability can be built."), list(v.unusable)];
  const asked = new Map<string, Diagnostic[]>();
  for (const d of v.report.found) for (const r of d.refs) asked.set(r, [...(asked.get(r) ?? []), d]);
  const filters: Record<string, (r: RowView) => boolean> = {
    "": () => true,
    applicable: (r) => r.applicability === "applicable",
    excluded: (r) => r.applicability === "excluded",
    undecided: (r) => r.applicability === "undecided",
    questioned: (r) => asked.has(r.control),
  };
  const rows = v.statement.filter(filters[chosen.rows]);
  const reason = (r: Reason) => [r.source, r.via && `(${r.via})`, r.text].filter(Boolean).join(" ");
  const because = (r: RowView) => {
    const by = new Map<string, string[]>();
    const bare = (x: Reason) => !x.via && !x.text && r.reasons.some((y) => y !== x && y.source === x.source && y.basis === x.basis);
    for (const x of r.reasons.filter((x) => !bare(x))) by.set(x.basis || "other", [...(by.get(x.basis || "other") ?? []), reason(x)]);
    if (r.noLongerValid.length) by.set("noLongerValid", r.noLongerValid.map(reason));
    if (r.decision.justification) by.set("justification", [r.decision.justification]);
    return [...by].map(([basis, texts]) => h("div", {}, h("em", {}, `${basis}: `), texts.join("; ")));
  };
  return [
    h("p", {}, "Show ", select("Rows", Object.keys(filters).map((f) => [f, f || "all"]), chosen.rows, (f) => {
      chosen.rows = f;
      replace(byId("panel-soa"), ...statement(v));
    }, { "data-key": "rows" }), ` ${rows.length} of ${v.statement.length}; ${v.implemented.have} of ${v.implemented.want} necessary controls are implemented`),
    h("div", { class: "scroll tall", tabindex: 0, role: "region", "aria-label": "Statement of Applicability" }, h("table", { class: "statement" },
      h("caption", {}, "Statement of Applicability"),
      h("thead", {}, h("tr", {}, ...["Control", "Decision", "Because of", "Questioned"].map((x) => h("th", { scope: "col" }, x)))),
      h("tbody", {}, ...rows.map((r) => h("tr", { "data-control": r.control },
        h("th", { scope: "row" }, `${r.control} ${r.title}`),
        h("td", {}, h("div", {}, r.applicability), h("div", { class: "state" }, r.implementation || (r.applicability === "excluded" ? "" : "unstated"))),
        h("td", {}, ...because(r)),
        h("td", {}, ...(asked.get(r.control) ?? []).map((d) => h("div", { class: d.severity }, h("strong", { class: "severity" }, d.severity), " ", d.message)))))))),
  ];
}

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

function timeline(v: Verdicts): Node[] {
  const due = new Map<string, Entry[]>();
  for (const e of v.due) due.set(e.window.last ?? "", [...(due.get(e.window.last ?? "") ?? []), e]);
  const falls = [...due].map(([on, entries]) => {
    const evidence = entries.filter((e) => e.kind === "evidence");
    const rest = entries.filter((e) => !evidence.includes(e)).map((e) => e.title.text);
    if (evidence.length > 1) rest.push(`Evidence due for ${evidence.length} controls and items`);
    else rest.push(...evidence.map((e) => e.title.text));
    return h("li", {}, h("strong", {}, on || "day not known"), on && on < v.asOf ? " (overdue)" : "", ` ${rest.join("; ")}`);
  });
  const later = [h("h3", {}, "Falls due in the next year, and what is overdue"), h("ul", { class: "plain" }, ...falls)];
  if (!v.decision || !v.expiry) return [h("p", {}, `Certificate: ${v.certificate.text}.`), list(v.unusable), ...later];
  const from = Math.min(day(v.asOf), day(v.decision)) - 30;
  const to = day(v.expiry) + 60;
  const x = (d: string) => 10 + ((day(d) - from) / (to - from)) * 780;
  const marks: SVGElement[] = [];
  for (let y = Number(v.decision.slice(0, 4)); y <= Number(v.expiry.slice(0, 4)) + 1; y++) {
    const d = `${y}-01-01`;
    if (day(d) > from && day(d) < to) marks.push(svg("line", { x1: x(d), x2: x(d), y1: 20, y2: 150, class: "year" }), svg("text", { x: x(d) + 3, y: 30, class: "tick" }, y));
  }
  const bars = v.timeline.map((e, i) => {
    const y = 52 + i * 30;
    const first = e.window.first ?? v.decision!;
    const last = e.window.last ?? v.expiry!;
    const end = x(last) > 560;
    return svg("g", {}, svg("rect", { x: x(first), y, width: Math.max(2, x(last) - x(first)), height: 8, class: "window" }),
      svg("circle", { cx: x(last), cy: y + 4, r: 6, class: "due" }),
      svg("text", { x: end ? x(last) - 10 : x(last) + 10, y: y + 21, class: end ? "tick end" : "tick" }, `${last} ${short(e.title.text)}`));
  });
  const height = 70 + v.timeline.length * 30;
  for (const m of marks) if (m.tagName === "line") m.setAttribute("y2", String(height - 10));
  const flag = (d: string, text: string, cls: string) => svg("g", {}, svg("line", { x1: x(d), x2: x(d), y1: 14, y2: height - 10, class: cls }), svg("text", { x: x(d) + 3, y: 12, class: "tick" }, text));
  return [
    h("p", { id: "decision-said" }, `Decision ${v.planned ? "planned for" : "taken on"} ${v.decision}; the last day is ${v.expiry}. Certificate: ${v.certificate.text}.`),
    svg("svg", { viewBox: `0 0 800 ${height}`, role: "img", "aria-label": `Certification timeline from ${v.decision} to ${v.expiry}; the list below says the same`, class: "timeline" },
      ...marks, flag(v.asOf, "as of", "today"), svg("line", { x1: x(v.decision), x2: x(v.expiry), y1: 42, y2: 42, class: "valid" }), ...bars),
    h("ul", { class: "plain" }, ...v.timeline.map((e) => h("li", {}, h("strong", {}, e.window.last ?? "day not known"), ` ${short(e.title.text)} `, h("small", {}, e.basis.text)))),
    ...later,
  ];
}

const short = (title: string) => title.replace(/^[Cc]ertificate [^:]*: /, "");

function readiness(v: Verdicts): Node[] {
  const cite = citing(v);
  return [
    ...v.readiness.map((g) => h("section", {},
      h("h3", {}, `${g.gate}: ${g.open ? "ready" : "not ready"}, ${g.met.have} of ${g.met.want} conditions are met`),
      h("progress", { max: Math.max(1, g.met.want), value: g.met.have, "aria-label": `${g.gate}: conditions met` }),
      h("ul", { class: "plain" }, ...g.conditions.map((c) => {
        const met = c.status === "clear" || c.status === "judged";
        return h("li", { class: met ? "met" : "unmet", "data-code": c.rule.code },
          h("span", { class: "mark", "aria-hidden": "true" }, met ? "✓" : "✗"), " ", `${c.title.text}: ${c.status}`,
          met ? null : h("ul", {}, ...c.why.map((d) => finding(d, cite)), c.missing.length ? h("li", {}, `to be looked at or judged: ${cite(c.missing)}`) : null));
      })))),
    h("h3", {}, "Lines of the standard and of controls"),
    h("ul", { class: "plain" }, ...v.statuses.map((s) => h("li", {}, `${s.status}: ${s.lines}`))),
    h("p", { class: "hint" }, "Lines are what was looked at and what was found; nothing here says that something conforms."),
  ];
}

function list(texts: string[]): HTMLElement {
  return h("ul", {}, ...texts.map((t) => h("li", {}, t)));
}
