// What would another weight or threshold do to everyone?
import { html, nothing } from "./html.js";
import { t, named } from "./page.js";
import { api } from "./api.js";
import { card, table, tierMark, trouble } from "./parts.js";
import { matrix } from "./flows.js";
import { inPercent, knobs } from "./scheme.js";
import { count, date, moneyBrief, moneySigned, number, share, signed } from "./format.js";

/** @typedef {import("./app.js").Context} Context */
/** @typedef {import("./api.js").Scoring} Scoring */

const PAUSE = 80;

/** @param {Context} context @returns {import("./app.js").View} */
export function simulator(context) {
  const original = inPercent(context.version.document);
  let draft = structuredClone(original);
  /** @type {Map<string, string>} */
  let metrics = new Map();
  /** @type {Scoring["Simulation"] | undefined} */
  let result;
  /** @type {Error | undefined} */
  let problem;
  /** @type {Map<string, string>} */
  let names = new Map();
  let took = 0;
  let busy = true;
  let timer = 0;
  let running = new AbortController();

  api.metrics().then((told) => {
    metrics = new Map(told.items.map((each) => [each.key, named(each.name, each.key)]));
    context.redraw();
  }, () => {});

  async function run() {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    busy = true;
    context.redraw();
    const start = performance.now();
    try {
      const told = await api.simulate({ scheme: context.scheme, drafts: [{ document: draft }], movers: 10, ...(result ? { snapshotId: result.snapshot.id } : {}) }, signal);
      if (signal.aborted) return;
      took = performance.now() - start;
      result = told;
      problem = undefined;
      void nameMovers(told.drafts[0]?.movers ?? []);
    } catch (failure) {
      if (signal.aborted) return;
      problem = failure instanceof Error ? failure : new Error(String(failure));
      // The base it was about is no longer kept: the next try takes it as it is then.
      result = undefined;
    }
    busy = false;
    context.redraw();
  }

  async function nameMovers(/** @type {Scoring["SimulationMover"][]} */ movers) {
    const unknown = movers.map((each) => each.customerId).filter((id) => !names.has(id));
    if (unknown.length === 0) return;
    const told = await api.customers(unknown).catch(() => ({ items: [] }));
    for (const each of told.items) names.set(each.id, each.name ?? each.keys[0]?.key ?? each.id);
    context.redraw();
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
    context.redraw();
  }
  run();

  const changed = () => JSON.stringify(draft) !== JSON.stringify(original);

  const panel = () => {
    const all = knobs(draft, metrics);
    return card({ id: "knobs", title: t("sim.knobs"), tools: html`<button type="button" ?disabled=${!changed()} @click=${() => { draft = structuredClone(original); soon(); }}>${t("sim.reset")}</button>` },
      html`${[...new Set(all.map((knob) => knob.group))].map((group) => html`<fieldset><legend>${group}</legend>
        ${all.filter((knob) => knob.group === group).map((knob) => {
          const value = knob.get(draft);
          const before = knob.get(original);
          return html`<div class="knob"><label for=${knob.id}>${knob.name}</label>
            <output for=${knob.id}>${knob.weight ? share(knob.weight(draft)) : number(value)}${value === before ? nothing : html` <s class="soft">${knob.weight ? share(knob.weight(original)) : number(before)}</s>`}</output>
            <input type="range" id=${knob.id} min=${knob.min} max=${knob.max} step=${knob.step} .value=${String(value)} @input=${(/** @type {Event} */ e) => {
              knob.set(draft, Number(/** @type {HTMLInputElement} */ (e.target).value));
              soon();
            }}></div>`;
        })}</fieldset>`)}${all.length === 0 ? html`<p class="empty">${t("sim.nothing")}</p>` : nothing}`);
  };

  const outcome = (/** @type {Scoring["Simulation"]} */ told) => {
    const after = told.drafts[0];
    if (!after) return "";
    const { moves } = after;
    const before = new Map(told.baseline.tiers.map((each) => [each.tier, each]));
    const line = (/** @type {string} */ name, /** @type {Scoring["SimulationCount"]} */ part) => html`<div><dt>${name}</dt><dd>${count(part.customers)}</dd><dd class="soft">${moneyBrief(part.spend)}</dd></div>`;
    const tier = (/** @type {string | undefined} */ key) => {
      const found = context.tiers.find((each) => each.key === key);
      return tierMark(found?.name ?? key ?? t("noTier"), found?.rank ?? -1);
    };
    return html`
      <dl class="key small" data-moves>${line(t("sim.up"), moves.up)}${line(t("sim.down"), moves.down)}${line(t("sim.entered"), moves.entered)}${line(t("sim.left"), moves.left)}${line(t("sim.unchanged"), moves.unchanged)}</dl>
      <h3>${t("sim.matrix")}</h3>
      ${matrix(context.tiers, after.migration, t("sim.matrixLabel"))}
      <h3>${t("sim.tiers")}</h3>
      ${table(t("sim.tiers"), [{ name: t("tier") }, { name: t("sim.before"), number: true }, { name: t("sim.after"), number: true }, { name: t("sim.change"), number: true }, { name: t("spend"), number: true }, { name: t("sim.change"), number: true }],
        after.tiers.map((each) => {
          const was = before.get(each.tier);
          return [tier(each.tier), count(was?.customers ?? 0), count(each.customers), signed(each.customers - (was?.customers ?? 0)), moneyBrief(each.spend), moneySigned(each.spend - (was?.spend ?? 0))];
        }))}
      <h3>${t("sim.movers")}</h3>
      ${after.movers.length === 0 ? html`<p class="empty">${t("sim.noMovers")}</p>` : table(t("sim.movers"), [{ name: t("customer") }, { name: t("sim.before") }, { name: t("sim.after") }, { name: t("spend"), number: true }],
        after.movers.map((each) => [html`<a href=${`#/customers/${each.customerId}`}>${names.get(each.customerId) ?? each.keys[0]?.key ?? each.customerId}</a>`, tier(each.from), tier(each.to), each.spend === undefined ? "–" : moneyBrief(each.spend)]))}`;
  };

  return {
    leave: () => {
      clearTimeout(timer);
      running.abort();
    },
    draw: () => html`
      <p class="lead">${t("sim.lead")}</p>
      <div class="cards simulator">
        ${panel()}
        ${card({ id: "outcome", title: t("sim.outcome"), note: html`<span role="status">${busy ? t("sim.busy") : result ? t("sim.took", count(result.snapshot.customers), number(took / 1000), date(result.snapshot.businessDate)) : ""}</span>` },
          html`<div class=${busy ? "stale" : ""} data-outcome=${busy ? "busy" : problem ? "problem" : "ready"}>${problem ? trouble(problem) : nothing}${result ? outcome(result) : problem ? nothing : html`<p class="waiting">${t("sim.first")}</p>`}</div>`)}
      </div>`,
  };
}
