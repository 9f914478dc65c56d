// The page in Chromium, compared with what Go says natively for the same document.
//
//	node test/browser.mjs        after build.sh, with .cache/native built
//
// Screenshots go to .cache/shots.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { host, serve } from "../serve.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const text = readFileSync("../quickstart/larkspur.json", "utf8");
const larkspur = () => JSON.parse(text);
const asOf = "2026-10-05";
const maxBytes = 1_600_000;
const maxFirst = 1000; // ms, on a machine that has nothing else to do

function native(op, request) {
  const r = spawnSync(".cache/native", [op], { input: request, maxBuffer: 1 << 28, encoding: "utf8" });
  assert.equal(r.status, 0, r.stderr);
  return r.stdout;
}

const asked = (more, document) => `${JSON.stringify({ asOf, ...more })}\n${JSON.stringify(document)}`;
const evaluate = (document, more = {}) => native("evaluate", asked(more, document));

const shots = ".cache/shots";
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots, { recursive: true });
const server = await serve(0);
const origin = `http://${host}:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${host}`],
});

const wrong = []; // what no page may do: ask another host, err, break its content policy

async function fresh() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, acceptDownloads: true });
  context.on("request", (r) => {
    if (!/^(data|blob):/.test(r.url()) && new URL(r.url()).origin !== origin) wrong.push(`request to ${r.url()}`);
  });
  const page = await context.newPage();
  page.on("pageerror", (e) => wrong.push(`error ${e}`));
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && wrong.push(`console: ${m.text()}`));
  page.setDefaultTimeout(20_000);
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => performance.getEntriesByName("first-verdict").length > 0);
  return page;
}

let tests = 0;
async function test(name, f) {
  const from = performance.now();
  try {
    await f();
  } catch (e) {
    console.error(`FAILED ${name}`);
    throw e;
  }
  tests++;
  console.log(`ok  ${name} (${Math.round(performance.now() - from)} ms)`);
}

/** Takes the document out of the page as a person does. */
async function exported(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export")]);
  return readFileSync(await download.path(), "utf8");
}

/** Waits until the page shows what Go says natively of the document it exports. */
async function agrees(page, first, more = {}) {
  const document = JSON.parse(await exported(page));
  const want = JSON.parse(evaluate(document, { ...more, before: first?.report }));
  const found = want.report.found;
  const n = (s) => found.filter((d) => d.severity === s).length;
  const count = (k, word) => `${k} ${word}${k === 1 ? "" : "s"}`;
  const says = (id, text) => page.waitForFunction(([id, text]) => document.getElementById(id)?.textContent === text, [id, text], { timeout: 10_000 })
    .catch(async () => assert.equal(await page.textContent(`#${id}`), text));
  await says("sum-questions", `${found.length}: ${count(n("error"), "error")}, ${count(n("warning"), "warning")}`);
  await says("sum-implemented", `${want.implemented.have} of ${want.implemented.want}`);
  for (const g of want.readiness) await says(`sum-${g.gate.replace(" ", "-")}`, `${g.open ? "ready" : "not ready"}: ${g.met.have} of ${g.met.want}`);
  const good = await page.textContent("#sum-good");
  assert.ok(good.startsWith(`${want.good.have} of ${want.good.want} (`), good);
  const shown = await page.$$eval("#register tbody tr", (rows) => rows.map((r) => [...r.cells].map((c) => c.textContent)));
  const names = ["unknown", ...want.levels.map((l) => l.name)];
  assert.deepEqual(
    shown.map(([rank, risk, level, verdict, within]) => [rank, risk.split(" ")[0], level, verdict, within]),
    want.risks.map((a) => [a.rank ? String(a.rank) : "–", a.risk, a.closed ? "closed" : names[a.level ?? 0], a.acceptability || "unknown", a.withinTolerance || "unknown"]),
  );
  const map = want.heatMaps.find((m) => m.stage === "current");
  const cells = await page.$$eval("#panel-heat tbody tr", (rows) => rows.map((r) => [...r.querySelectorAll("td")].map((c) => [...c.querySelectorAll("button")].map((b) => b.textContent))));
  assert.deepEqual(cells.reverse(), map.cells.map((row) => row.map((c) => c.risks)));
  assert.deepEqual((await page.$$eval("#panel-questions .finding", (l) => l.map((x) => x.dataset.code))).sort(), found.map((d) => d.code).sort());
  assert.equal(await page.$$eval("#panel-soa tbody tr", (l) => l.length), want.statement.length);
  const rows = await page.$$eval("#panel-soa tbody tr", (l) => Object.fromEntries(l.map((r) => [r.dataset.control, [...r.cells].map((c) => c.textContent)])));
  for (const r of want.statement) {
    assert.equal(rows[r.control][1], r.applicability + (r.implementation || (r.applicability === "excluded" ? "" : "unstated")), r.control);
    for (const { source } of r.reasons) assert.ok(rows[r.control][2].includes(source ?? ""), `${r.control}: ${rows[r.control][2]}`);
  }
  if (want.decision) assert.ok((await page.textContent("#decision-said")).includes(want.decision));
  return want;
}

try {
  await test("everything together is under 1.6 MB compressed", () => {
    const files = readdirSync("dist", { recursive: true }).map(String);
    const bytes = files.filter((f) => f.endsWith(".br")).reduce((sum, f) => sum + statSync(join("dist", f)).size, 0);
    assert.equal(files.filter((f) => f.endsWith(".wasm.br")).length, 1);
    console.log(`    ${bytes} bytes (brotli)`);
    assert.ok(bytes < maxBytes);
  });

  await test("the first verdict comes in time, on the best of a few fresh pages", async () => {
    // With n times as many processes as processors that want to run, each waits n times as long.
    const busy = Math.max(1, loadavg()[0] / cpus().length);
    const times = [];
    for (let i = 0; i < 6 && !(Math.min(...times) < maxFirst); i++) {
      const page = await fresh();
      times.push(Math.round(await page.evaluate(() => performance.getEntriesByName("first-verdict")[0].startTime)));
      await page.context().close();
    }
    console.log(`    ${times.join(", ")} ms, on a machine with ${busy.toFixed(1)} times the work it can do`);
    assert.ok(Math.min(...times) < maxFirst * busy);
  });

  const page = await fresh();
  const first = JSON.parse(evaluate(larkspur()));

  await test("answers are byte for byte those of Go", async () => {
    const bad = larkspur();
    bad.register.method.scorer.cells[4][4] = 1;
    bad.register.risks[0].owner = "";
    const requests = [
      ["evaluate", asked({}, larkspur())],
      ["evaluate", asked({ asOf: "2028-02-29", decision: "2027-01-04", before: first.report }, larkspur())],
      ["evaluate", asked({}, bad)],
      ["evaluate", asked({}, { format: "ismskit/system", version: 1 })],
      ["evaluate", asked({}, { format: "ismskit/system", version: 1, registre: [] })],
      ["evaluate", "{"],
      ["encode", text],
      ["erase", ""],
    ];
    for (const [op, request] of requests) {
      const got = await page.evaluate(([op, request]) => ismskit.call(op, request), [op, request]);
      assert.ok(got === native(op, request), `${op} ${request.slice(0, 80)}: the answers differ`);
    }
  });

  await test("the page shows the verdicts of the example", async () => {
    await agrees(page);
    await page.screenshot({ path: `${shots}/1-heat-map.png` });
    for (const [id, name] of [["questions", "2-questions"], ["soa", "3-soa"], ["timeline", "4-timeline"], ["readiness", "5-readiness"]]) {
      await page.click(`#tab-${id}`);
      assert.ok(await page.isVisible(`#panel-${id}`));
      await page.screenshot({ path: `${shots}/${name}.png` });
    }
    await page.click("#tab-heat");
  });

  await test("what is exported is the document, byte for byte", async () => assert.ok((await exported(page)) === text));

  await test("a cell of the matrix changes levels, also into a method with a defect and back", async () => {
    const cell = "#matrix [data-key=cell-1-4]";
    await page.selectOption(cell, "4");
    await page.waitForFunction(() => document.querySelector("#state").classList.contains("bad")); // not monotone
    assert.match(await page.textContent("#state"), /method\.scorer\.cells\[#/);
    assert.equal(await page.locator("#register tbody tr").count(), 30); // still there to be edited
    await page.screenshot({ path: `${shots}/6-defect.png` });
    await page.selectOption(cell, "3");
    await page.waitForFunction(() => !document.querySelector("#state").classList.contains("bad"));
    const now = await agrees(page, first);
    assert.notDeepEqual(now.risks, first.risks);
  });

  await test("acceptance criteria change what is acceptable", async () => {
    await page.selectOption("#criteria [data-key=upto-0]", "low");
    const now = await agrees(page, first);
    assert.notDeepEqual(now.risks.map((r) => r.acceptability), first.risks.map((r) => r.acceptability));
  });

  await test("typing in the register changes the verdicts and keeps the focus", async () => {
    await page.click("#register [data-key=risk-R-30]");
    const row = (stage, what) => `#risk select[aria-label="${stage} ${what}"]`;
    for (const stage of ["inherent", "current"]) {
      await page.selectOption(row(stage, "likelihood"), "3");
      await page.selectOption(row(stage, "impact"), "4");
    }
    const title = page.getByLabel("Title");
    await title.fill("");
    await title.pressSequentially("Assistants learn from customer data <b>&", { delay: 5 });
    assert.equal(await page.evaluate(() => document.activeElement.dataset.path), "register.risks[#29].title");
    const now = await agrees(page, first);
    assert.ok(!now.risks.some((r) => r.risk === "R-30" && !r.level));
    assert.match(await page.textContent("#sum-changes"), new RegExp(`^${now.changes.appeared.length} new, ${now.changes.resolved.length} resolved`));
    assert.ok((await page.textContent("#register")).includes("customer data <b>&"));
  });

  await test("a control that is half typed is refused at its field, and understood when whole", async () => {
    await page.click("text=Add a treatment");
    await page.keyboard.type("A rule for assistants");
    const controls = page.getByLabel("Controls, such as A.8.5");
    await controls.pressSequentially("A.8.");
    await page.waitForSelector('[aria-invalid="true"]');
    assert.match(await page.textContent("#state"), /Not understood.*controls/);
    await page.screenshot({ path: `${shots}/7-refused.png` });
    await controls.pressSequentially("28");
    await page.waitForFunction(() => !document.querySelector('[aria-invalid="true"]'));
    const now = await agrees(page, first);
    assert.ok(now.report.found.some((d) => d.refs.includes("A.8.28")), "an excluded control is needed now");
  });

  await test("risks come and go", async () => {
    await page.click("#add-risk");
    assert.ok((await agrees(page, first)).risks.some((r) => r.risk === "R-31"));
    await page.click("text=Remove risk R-31");
    assert.ok(!(await agrees(page, first)).risks.some((r) => r.risk === "R-31"));
  });

  await test("the day and the planned decision move the timeline", async () => {
    await page.fill("#decision", "2027-03-01");
    await page.click("#tab-timeline");
    await page.waitForFunction(() => document.querySelector("#decision-said").textContent.includes("2030-03-01"));
    await page.screenshot({ path: `${shots}/8-edited-timeline.png` });
    await page.fill("#decision", "");
    await page.fill("#asof", "2026-12-01");
    await page.waitForFunction(() => document.querySelector("#state").textContent.includes("2026-12-01"));
    await page.fill("#asof", asOf);
    await page.waitForFunction((d) => document.querySelector("#state").textContent.includes(d), asOf);
  });

  await test("an export comes back as it was; what the library refuses does not get in", async () => {
    const edited = await exported(page);
    const other = await fresh();
    await other.setInputFiles("#import", { name: "broken.json", mimeType: "application/json", buffer: Buffer.from(text.replace('"people": 60', '"peeple": 60')) });
    await other.waitForFunction(() => document.querySelector("#state").textContent.includes("peeple"));
    assert.ok((await exported(other)) === text, "the refused document changed something");
    await other.setInputFiles("#import", { name: "edited.json", mimeType: "application/json", buffer: Buffer.from(edited) });
    await other.waitForFunction(() => document.querySelector("#register").textContent.includes("Assistants learn"));
    assert.ok((await exported(other)) === edited);
    await agrees(other, JSON.parse(evaluate(JSON.parse(edited))));
    await other.setInputFiles("#import", { name: "empty.json", mimeType: "application/json", buffer: Buffer.from('{"format": "ismskit/system", "version": 1}') });
    await other.waitForFunction(() => document.querySelector("#name").textContent === "Unnamed organization");
    await other.waitForFunction(() => document.querySelector("#sum-stage-1")?.textContent.startsWith("not ready: 0 of"));
    await other.screenshot({ path: `${shots}/9-empty.png` });
    await other.context().close();
  });

  await test("the keyboard is enough", async () => {
    await page.click("#tab-heat");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.id), "tab-questions");
    await page.keyboard.press("End");
    assert.ok(await page.isVisible("#panel-readiness"));
    await page.keyboard.press("Home");
    assert.ok(await page.isVisible("#panel-heat"));
    // Tab from the top reaches every control that is to be seen, in the order of the page.
    await page.evaluate(() => document.activeElement.blur());
    const wanted = await page.$$eval("button:not(:disabled), select, input, [tabindex='0']", (l) => l.filter((e) => e.checkVisibility() && e.tabIndex >= 0).length);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.focus(".skip");
    const seen = new Set();
    for (let i = 0; i < wanted * 4; i++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const e = document.activeElement;
        if (e === document.body || e.classList.contains("skip")) return "";
        e.dataset.seen ??= String(document.querySelectorAll("[data-seen]").length + 1);
        return e.dataset.seen;
      });
      if (at === "") break;
      seen.add(at);
    }
    assert.equal(seen.size, wanted);
  });

  await test("axe finds nothing with all panels open, wide or narrow", async () => {
    await page.evaluate(readFileSync("node_modules/axe-core/axe.min.js", "utf8"));
    const panels = (open) => page.evaluate((open) => document.querySelectorAll("[role=tabpanel]").forEach((p, i) => { p.hidden = !open && i > 0; }), open);
    for (const width of [1440, 400]) {
      await page.setViewportSize({ width, height: 1000 });
      await panels(true);
      const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }));
      assert.deepEqual(found.violations.map((v) => `at ${width}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join(" ")}`), []);
      assert.ok(found.passes.some((p) => p.id === "color-contrast"));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `the page is wider than ${width}`);
    }
    await panels(false);
    await page.screenshot({ path: `${shots}/10-narrow.png`, fullPage: true });
  });

  await test("nothing left loopback, and nothing erred", () => assert.deepEqual(wrong, []));
  console.log(`${tests} tests passed`);
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
