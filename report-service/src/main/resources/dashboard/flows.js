// Where customers came from and where they went: ribbons between two columns, and the same as a matrix.
import { html, svg } from "./html.js";
import { t } from "./page.js";
import { chart, tierMark, tone } from "./parts.js";
import { count } from "./format.js";

/** @typedef {import("./charts.js").TierName} TierName */
/** @typedef {{from?: string, to?: string, customers: number}} Move */

const W = 640;
const H = 300;
const COLUMN = 14;
const GAP = 10;

/** @param {TierName[]} tiers @returns {(TierName & {id: string | undefined})[]} */
const withNone = (tiers) => [...tiers.map((tier) => ({ ...tier, id: /** @type {string | undefined} */ (tier.key) })), { key: "", id: undefined, name: t("noTier"), rank: -1 }];

/** @param {TierName[]} tiers best first @param {Move[]} moves @param {string} label */
export function flows(tiers, moves, label) {
  const all = withNone(tiers);
  const column = (/** @type {"from" | "to"} */ side) => {
    const sums = all.map((tier) => moves.filter((move) => move[side] === tier.id).reduce((sum, move) => sum + move.customers, 0));
    return sums;
  };
  const from = column("from");
  const to = column("to");
  const total = Math.max(1, from.reduce((a, b) => a + b, 0));
  const scale = (H - GAP * (all.length + 1)) / total;
  const starts = (/** @type {number[]} */ sums) => {
    let y = GAP;
    return sums.map((sum) => {
      const start = y;
      y += sum * scale + (sum > 0 ? GAP : 0);
      return start;
    });
  };
  const left = starts(from);
  const right = starts(to);
  const x0 = 120;
  const x1 = W - 120;
  const usedLeft = left.slice();
  const usedRight = right.slice();
  const ribbons = all.flatMap((a, i) => all.map((b, j) => {
    const n = moves.filter((move) => move.from === a.id && move.to === b.id).reduce((sum, move) => sum + move.customers, 0);
    if (n === 0) return "";
    const h = n * scale;
    const y0 = usedLeft[i] ?? 0;
    const y1 = usedRight[j] ?? 0;
    usedLeft[i] = y0 + h;
    usedRight[j] = y1 + h;
    const m = (x0 + x1) / 2;
    const kind = i === j ? "same" : a.rank < 0 || b.rank < 0 ? "inout" : b.rank < a.rank ? "up" : "down";
    return svg`<path class=${`ribbon ${kind}`} d=${`M${x0 + COLUMN},${y0} C${m},${y0} ${m},${y1} ${x1 - COLUMN},${y1} V${y1 + h} C${m},${y1 + h} ${m},${y0 + h} ${x0 + COLUMN},${y0 + h} Z`}>
      <title>${a.name} → ${b.name}: ${count(n)}</title></path>`;
  }));
  const nodes = (/** @type {number[]} */ sums, /** @type {number[]} */ ys, /** @type {number} */ x, /** @type {boolean} */ before) => all.map((tier, i) => {
    const n = sums[i] ?? 0;
    const y = ys[i] ?? 0;
    if (n === 0) return "";
    const middle = y + (n * scale) / 2 + 4;
    return svg`<rect class=${tone(tier.rank)} x=${x} y=${y} width=${COLUMN} height=${Math.max(1, n * scale)} rx="2"></rect>
      <text class="axis strong" x=${before ? x - 8 : x + COLUMN + 8} y=${middle} text-anchor=${before ? "end" : "start"}>${tier.name} ${count(n)}</text>`;
  });
  return chart("flows", label, html`<svg viewBox=${`0 0 ${W} ${H}`}>${ribbons}${nodes(from, left, x0, true)}${nodes(to, right, x1 - COLUMN, false)}</svg>`,
    matrix(tiers, moves, label));
}

/**
 * The migration matrix: rows where customers were, columns where they are.
 * @param {TierName[]} tiers @param {Move[]} moves @param {string} label
 */
export function matrix(tiers, moves, label) {
  const all = withNone(tiers);
  const cell = (/** @type {string | undefined} */ from, /** @type {string | undefined} */ to) =>
    moves.filter((move) => move.from === from && move.to === to).reduce((sum, move) => sum + move.customers, 0);
  const most = Math.max(1, ...moves.filter((move) => move.from !== move.to).map((move) => move.customers));
  const kind = (/** @type {TierName} */ a, /** @type {TierName} */ b) => (a.rank === b.rank ? "same" : a.rank < 0 || b.rank < 0 ? "inout" : b.rank < a.rank ? "up" : "down");
  const heat = (/** @type {number} */ n) => (n === 0 ? 0 : Math.max(1, Math.ceil(4 * Math.sqrt(n / most))));
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${label}>
      <table class="matrix" data-matrix>
        <caption class="unseen">${label}</caption>
        <thead><tr><th scope="col">${t("matrix.corner")}</th>${all.map((tier) => html`<th scope="col" class="number">${tierMark(tier.name, tier.rank)}</th>`)}</tr></thead>
        <tbody>${all.map((a) => html`<tr><th scope="row">${tierMark(a.name, a.rank)}</th>${all.map((b) => {
          const n = cell(a.id, b.id);
          return html`<td class=${`number ${kind(a, b)} heat-${kind(a, b) === "same" ? 0 : Math.min(4, heat(n))}`}>${n === 0 ? "·" : count(n)}</td>`;
        })}</tr>`)}</tbody>
      </table>
    </div>`;
}
