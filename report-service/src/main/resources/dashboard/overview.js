// The state now: tiers, their past, who moved, who brings the spend, who is about to go.
import { html, nothing } from "./html.js";
import { t, named, word } from "./page.js";
import { api } from "./api.js";
import { answer, card, shown, waiting } from "./parts.js";
import { pareto, tierAreas, tierBars } from "./charts.js";
import { flows } from "./flows.js";
import { progressCard } from "./progress.js";
import { count, date, daysBefore, moneyBrief, share, signed, time } from "./format.js";

/** @typedef {import("./app.js").Context} Context */
/** @typedef {import("./api.js").Report} Report */
/** @template T @typedef {import("./parts.js").Asked<T>} Asked */

/** @type {Record<string, [number, string]>} */
const spans = { "30": [30, "week"], "90": [90, "week"], "365": [365, "month"] };
/** How often the page looks again by itself, in milliseconds. */
const REFRESH = 60000;
const severities = ["HIGH", "MEDIUM", "LOW"];

/** @param {Context} context @returns {import("./app.js").View} */
export function overview(context) {
  const { scheme, tiers } = context;
  /** @type {Asked<Report["TierDistribution"]>} */
  let now = waiting();
  /** @type {Asked<Report["TierHistoryAnswer"]>} */
  let history = waiting();
  /** @type {Asked<Report["MigrationAnswer"]>} */
  let migration = waiting();
  /** @type {Asked<Report["ContributionAnswer"]>} */
  let contribution = waiting();
  /** @type {Asked<{items: import("./api.js").Scoring["Warning"][], more: boolean, names: Map<string, string>}>} */
  let warnings = waiting();
  let span = "90";
  let lastRun = context.progress.now?.tierRuns.find((run) => run.state === "SUCCEEDED")?.id;

  function past(/** @type {string} */ day) {
    const [days, every] = spans[span] ?? [365, "month"];
    const from = daysBefore(day, days);
    answer(api.tierHistory(scheme, from, every), (asked) => { history = asked; context.redraw(); });
    answer(api.migration(scheme, from), (asked) => { migration = asked; context.redraw(); });
  }

  function load() {
    answer(api.distribution(scheme), (asked) => {
      now = asked;
      if (asked.state === "there") past(asked.value.businessDate ?? new Date().toISOString().slice(0, 10));
      context.redraw();
    });
    answer(api.contribution(scheme), (asked) => { contribution = asked; context.redraw(); });
    answer(loadWarnings(scheme), (asked) => { warnings = asked; context.redraw(); });
  }
  load();
  const again = setInterval(load, REFRESH);

  const tier = (/** @type {string} */ key) => tiers.find((each) => each.key === key) ?? { key, name: key, rank: tiers.length };

  const head = (/** @type {Report["TierDistribution"]} */ told) => {
    const best = told.tiers[0];
    const moves = migration.state === "there" ? migration.value.figures.matrix : [];
    const ranks = new Map(tiers.map((each) => [each.key, each.rank]));
    const moved = (/** @type {number} */ sign) => moves.filter((move) => move.from && move.to && Math.sign((ranks.get(move.from) ?? 0) - (ranks.get(move.to) ?? 0)) === sign)
      .reduce((sum, move) => sum + (move.customers ?? 0), 0);
    return html`<dl class="key" data-key-figures>
      ${figure(t("key.customers"), count(told.customers), t("key.outside", count(told.outsidePopulation)))}
      ${figure(t("key.spend"), moneyBrief(told.spend.amount), t("key.spendOf", word("metric", told.spendMetric)))}
      ${best ? figure(t("key.best", named(best.name, best.tier)), share(best.shareOfSpend), t("key.bestOf", share(best.shareOfCustomers))) : nothing}
      ${migration.state === "there" ? figure(t("key.moved"), `${signed(moved(1))} / ${signed(-moved(-1))}`, t("key.movedIn", spans[span]?.[0] ?? 0)) : nothing}
      ${warnings.state === "there" ? figure(t("key.warnings"), `${count(warnings.value.items.filter((each) => each.severity === "HIGH").length)}${warnings.value.more ? "+" : ""}`, t("key.warningsOf")) : nothing}
    </dl>`;
  };

  return {
    leave: () => clearInterval(again),
    progressed() {
      const run = context.progress.now?.tierRuns.find((each) => each.state === "SUCCEEDED")?.id;
      if (run !== lastRun && lastRun !== undefined) load();
      lastRun = run;
    },
    draw: () => html`
      ${now.state === "there" ? html`<p class="fresh" data-freshness>${t("fresh", date(now.value.businessDate), time(now.value.dataAsOf), time(now.value.computedAt))}</p>${head(now.value)}` : nothing}
      <div class="cards">
        <div class="stack">
        ${card({ id: "tiers", title: t("tiers.title"), note: t("tiers.note") }, shown(now, (told) => tierBars(told.tiers.map((each) => ({
          tier: tier(each.tier), customers: each.customers, shareOfCustomers: each.shareOfCustomers, spend: moneyBrief(each.spend.amount), shareOfSpend: each.shareOfSpend })))))}
        ${card({ id: "history", title: t("history.title"), tools: spanChoice() }, shown(history, (told) => tierAreas(tiers, told.figures.points.map((point) => ({
          day: point.day, counts: new Map(point.tiers.map((each) => [each.tier, each.customers ?? 0])) })))))}
        ${card({ id: "contribution", title: t("pareto.title"), note: contribution.state === "there" && contribution.value.figures.gini !== undefined ? t("pareto.gini", contribution.value.figures.gini.toFixed(2)) : nothing },
          shown(contribution, (told) => (told.figures.pareto.length > 1 ? pareto(told.figures.pareto, told.figures.gini) : html`<p class="empty">${t("empty")}</p>`)))}
        </div>
        <div class="stack">
        ${card({ id: "flows", title: t("flows.title"), note: migration.state === "there" ? t("flows.note", date(migration.value.figures.from), date(migration.value.figures.to)) : nothing },
          shown(migration, (told) => flows(tiers, told.figures.matrix.map((move) => ({ from: move.from, to: move.to, customers: move.customers ?? 0 })),
            t("flows.label", date(told.figures.from), date(told.figures.to)))))}
        ${progressCard(context.progress)}
        ${card({ id: "warnings", title: t("warnings.title"), note: t("warnings.note") }, shown(warnings, warningList))}
        </div>
      </div>`,
  };

  function spanChoice() {
    return html`<div class="choice" role="group" aria-label=${t("span")}>${Object.keys(spans).map((each) => html`
      <button type="button" aria-pressed=${each === span ? "true" : "false"} @click=${() => {
        span = each;
        if (now.state === "there") past(now.value.businessDate ?? "");
        context.redraw();
      }}>${t(`span.${each}`)}</button>`)}</div>`;
  }
}

/** @param {string} name @param {string} value @param {string} note */
const figure = (name, value, note) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="soft">${note}</dd></div>`;

/** The most urgent open warnings, with the customers' names as far as they may be read. @param {string} scheme */
async function loadWarnings(scheme) {
  const told = await api.warnings(scheme, "HIGH");
  const items = told.items;
  const ids = [...new Set(items.slice(0, 8).map((each) => each.customerId))];
  const names = ids.length === 0 ? [] : (await api.customers(ids).catch(() => ({ items: [] }))).items;
  return { items, more: told.next !== undefined, names: new Map(names.map((each) => [each.id, each.name ?? each.keys[0]?.key ?? each.id])) };
}

/** @param {{items: import("./api.js").Scoring["Warning"][], more: boolean, names: Map<string, string>}} told */
function warningList({ items, more, names }) {
  const kinds = [...new Set(items.map((each) => each.kind))];
  return html`
    <ul class="chips">${kinds.map((kind) => html`<li>${word("warning", kind)} <b>${count(items.filter((each) => each.kind === kind).length)}${more ? "+" : ""}</b></li>`)}</ul>
    <ul class="warnings">${items.slice(0, 8).map((each) => html`<li>
      <a href=${`#/customers/${each.customerId}`}>${names.get(each.customerId) ?? each.customerId.slice(-8)}</a>
      <span class=${`state ${each.severity.toLowerCase()}`}>${severities.includes(each.severity) ? t(`severity.${each.severity}`) : each.severity}</span>
      <p class="soft">${named(each.explanation, each.kind)}</p></li>`)}</ul>
    ${items.length === 0 ? html`<p class="empty">${t("warnings.none")}</p>` : nothing}`;
}
