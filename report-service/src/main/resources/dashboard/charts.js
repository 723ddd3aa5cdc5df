// Charts as SVG: colours come from the style sheet, so that they follow light and dark, and print.
import { html, svg } from "./html.js";
import { t } from "./page.js";
import { chart, table, tierMark, tone } from "./parts.js";
import { compact, count, date, share } from "./format.js";

/** @typedef {{key: string, name: string, rank: number}} TierName */

/**
 * Share of customers against share of spend, one pair of bars a tier.
 * @param {{tier: TierName, customers: number, shareOfCustomers: number, spend: string, shareOfSpend: number | undefined}[]} tiers
 */
export function tierBars(tiers) {
  const bar = (/** @type {string} */ tone, /** @type {number | undefined} */ part) => html`
    <svg class="bar" aria-hidden="true" focusable="false"><rect class="track" width="100%" height="100%" rx="2"></rect>
      <rect class=${tone} width=${`${Math.max(0, (part ?? 0) * 100).toFixed(2)}%`} height="100%" rx="2"></rect></svg>`;
  return html`
    <figure class="chart" data-chart="tiers">
      <div class="scroll" tabindex="0" role="region" aria-label=${t("tiers.label")}>
        <table class="bars">
          <caption class="unseen">${t("tiers.title")}</caption>
          <thead><tr><th scope="col">${t("tier")}</th><th scope="col" class="number">${t("customers")}</th>
            <td class="drawn"></td><th scope="col" class="number">${t("shareOfCustomers")}</th><th scope="col" class="number">${t("spend")}</th>
            <td class="drawn"></td><th scope="col" class="number">${t("shareOfSpend")}</th></tr></thead>
          <tbody>${tiers.map((each) => html`<tr>
            <th scope="row">${tierMark(each.tier.name, each.tier.rank)}</th><td class="number">${count(each.customers)}</td>
            <td class="drawn">${bar(tone(each.tier.rank), each.shareOfCustomers)}</td><td class="number">${share(each.shareOfCustomers)}</td>
            <td class="number">${each.spend}</td><td class="drawn">${bar(tone(each.tier.rank), each.shareOfSpend)}</td><td class="number">${share(each.shareOfSpend)}</td></tr>`)}
          </tbody>
        </table>
      </div>
    </figure>`;
}

const W = 640;
const H = 236;
const LEFT = 46;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 24;
const width = W - LEFT - RIGHT;
const height = H - TOP - BOTTOM;

/** The next round number. @param {number} most */
function round(most) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 2.5, 4, 5, 8, 10].map((f) => f * unit).find((top) => top >= most) ?? most;
}

/** @param {string[]} labels */
const levels = (labels) => labels.map((label, i) => {
  const y = TOP + height * (1 - i / (labels.length - 1));
  return svg`<line class="grid" x1=${LEFT} x2=${W - RIGHT} y1=${y} y2=${y}></line><text class="axis" x=${LEFT - 6} y=${y + 4} text-anchor="end">${label}</text>`;
});

/**
 * Customers of each tier over time, stacked, the best on top.
 * @param {TierName[]} tiers best first
 * @param {{day: string, counts: Map<string, number>}[]} points in order of time
 */
export function tierAreas(tiers, points) {
  const totals = points.map((point) => tiers.reduce((sum, tier) => sum + (point.counts.get(tier.key) ?? 0), 0));
  const top = round(Math.max(1, ...totals));
  const first = Date.parse(points[0]?.day ?? "");
  const span = Math.max(1, Date.parse(points.at(-1)?.day ?? "") - first);
  const x = (/** @type {string} */ day) => LEFT + (width * (Date.parse(day) - first)) / span;
  const y = (/** @type {number} */ n) => TOP + height * (1 - n / top);
  const below = points.map(() => 0);
  const areas = [...tiers].reverse().map((tier) => {
    const lower = points.map((point, i) => `${x(point.day).toFixed(1)},${y(below[i] ?? 0).toFixed(1)}`);
    points.forEach((point, i) => (below[i] = (below[i] ?? 0) + (point.counts.get(tier.key) ?? 0)));
    const upper = points.map((point, i) => `${x(point.day).toFixed(1)},${y(below[i] ?? 0).toFixed(1)}`);
    return svg`<polygon class=${`area ${tone(tier.rank)}`} points=${[...upper, ...lower.reverse()].join(" ")}></polygon>`;
  });
  // Months alone would repeat within a short span.
  const label = (/** @type {string} */ day) => (span > 200 * 86400000 ? day.slice(2, 7) : day.slice(5));
  const every = Math.max(1, Math.ceil(points.length / 6));
  const marked = points.map((_, i) => i).filter((i) => i % every === 0 && (i === 0 || points.length - 1 - i >= every || i === points.length - 1));
  const hover = points.map((point) => {
    const said = [date(point.day), ...tiers.map((tier) => `${tier.name} ${count(point.counts.get(tier.key) ?? 0)}`)].join("\n");
    return svg`<g class="probe"><rect x=${x(point.day) - width / points.length / 2} y=${TOP} width=${width / points.length} height=${height}></rect>
      <line x1=${x(point.day)} x2=${x(point.day)} y1=${TOP} y2=${TOP + height}></line><title>${said}</title></g>`;
  });
  const drawing = html`${legend(tiers)}<svg viewBox=${`0 0 ${W} ${H}`}>
    ${levels([0, 0.25, 0.5, 0.75, 1].map((part) => compact(top * part)))}${areas}${hover}
    ${marked.map((i) => svg`<text class="axis" x=${x(points[i]?.day ?? "")} y=${H - 6} text-anchor=${i === 0 ? "start" : i === points.length - 1 ? "end" : "middle"}>${label(points[i]?.day ?? "")}</text>`)}
  </svg>`;
  return chart("history", t("history.label", date(points[0]?.day), date(points.at(-1)?.day)), drawing,
    table(t("history.title"), [{ name: t("day") }, ...tiers.map((tier) => ({ name: tier.name, number: true }))],
      points.map((point) => [date(point.day), ...tiers.map((tier) => count(point.counts.get(tier.key) ?? 0))])));
}

/** @param {TierName[]} tiers */
export const legend = (tiers) => html`<div class="legend" aria-hidden="true">${tiers.map((tier) => tierMark(tier.name, tier.rank))}</div>`;

/**
 * How spend gathers on few customers.
 * @param {{shareOfCustomers: number, shareOfSpend: number}[]} curve the customers with the highest spend first
 * @param {number | undefined} gini
 */
export function pareto(curve, gini) {
  const x = (/** @type {number} */ part) => LEFT + width * part;
  const y = (/** @type {number} */ part) => TOP + height * (1 - Math.min(1, Math.max(0, part)));
  const at = (/** @type {number} */ part) => curve.find((point) => point.shareOfCustomers >= part - 1e-9);
  const fifth = at(0.2);
  const line = curve.map((point) => `${x(point.shareOfCustomers).toFixed(1)},${y(point.shareOfSpend).toFixed(1)}`).join(" ");
  const drawing = html`<svg viewBox=${`0 0 ${W} ${H}`}>
    ${levels([0, 0.25, 0.5, 0.75, 1].map((part) => `${part * 100}%`))}
    <polygon class="under" points=${`${x(0)},${y(0)} ${line} ${x(1)},${y(0)}`}></polygon>
    <line class="even" x1=${x(0)} y1=${y(0)} x2=${x(1)} y2=${y(1)}></line>
    <polyline class="line" points=${line}></polyline>
    ${fifth ? svg`<line class="guide" x1=${x(0.2)} x2=${x(0.2)} y1=${y(0)} y2=${y(fifth.shareOfSpend)}></line>
      <circle class="point" cx=${x(0.2)} cy=${y(fifth.shareOfSpend)} r="4"></circle>
      <text class="said" x=${x(0.2) + 10} y=${y(fifth.shareOfSpend) + 18}>${t("pareto.fifth", share(fifth.shareOfSpend))}</text>` : ""}
    ${[0, 0.2, 0.4, 0.6, 0.8, 1].map((part) => svg`<text class="axis" x=${x(part)} y=${H - 6} text-anchor=${part === 0 ? "start" : part === 1 ? "end" : "middle"}>${part * 100}%</text>`)}
  </svg>`;
  const steps = [0.01, 0.05, 0.1, 0.2, 0.5, 0.8, 1].map(at).filter((point) => point !== undefined);
  return chart("pareto", t("pareto.label", share(fifth?.shareOfSpend), gini === undefined ? "–" : gini.toFixed(2)), drawing,
    table(t("pareto.title"), [{ name: t("pareto.customers"), number: true }, { name: t("shareOfSpend"), number: true }],
      steps.map((point) => [share(point.shareOfCustomers), share(point.shareOfSpend)])));
}
