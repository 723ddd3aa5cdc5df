// Pieces that every view is made of.
import { html, nothing } from "./html.js";
import { t } from "./page.js";
import { ApiProblem } from "./api.js";

/** @typedef {import("lit-html").TemplateResult | typeof nothing | string | number} Shown */

/**
 * What is asked of a service: on its way, there, or a problem.
 * @template T
 * @typedef {{state: "waiting"} | {state: "there", value: T} | {state: "failed", problem: Error}} Asked
 */

/** @returns {{state: "waiting"}} */
export const waiting = () => ({ state: "waiting" });

/**
 * Asks, and says when there is something other to show.
 * @template T
 * @param {Promise<T>} question
 * @param {(asked: Asked<T>) => void} then
 */
export function answer(question, then) {
  question.then(
    (value) => then({ state: "there", value }),
    (problem) => then({ state: "failed", problem }),
  );
}

/**
 * @template T
 * @param {Asked<T>} asked
 * @param {(value: T) => Shown} show
 * @returns {Shown}
 */
export function shown(asked, show) {
  if (asked.state === "waiting") return html`<p class="waiting" role="status">${t("waiting")}</p>`;
  if (asked.state === "failed") return trouble(asked.problem);
  return show(asked.value);
}

/** @param {Error} problem */
export const trouble = (problem) =>
  html`<p class="trouble" role="status">${problem instanceof ApiProblem && problem.status === 503 ? t("away") : t("trouble")} <span class="soft" lang="en">${problem.message}</span></p>`;

/**
 * A titled part of a view.
 * @param {{id: string, title: string, note?: Shown, wide?: boolean, tools?: Shown}} what
 * @param {Shown} content
 */
export const card = ({ id, title, note, wide, tools }, content) => html`
  <section class=${wide ? "card wide" : "card"} aria-labelledby=${`${id}-title`} data-card=${id}>
    <header><h2 id=${`${id}-title`}>${title}</h2>${note ? html`<p class="note">${note}</p>` : nothing}${tools ?? nothing}</header>
    ${content}
  </section>`;

/**
 * A table; the first column names the row. Columns of numbers are those with `number`.
 * @param {string} caption
 * @param {{name: string, number?: boolean}[]} columns
 * @param {Shown[][]} rows
 */
export const table = (caption, columns, rows) => html`
  <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table>
      <caption class="unseen">${caption}</caption>
      <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.number ? "number" : ""}>${column.name}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((cell, i) =>
        i === 0 ? html`<th scope="row">${cell}</th>` : html`<td class=${columns[i]?.number ? "number" : ""}>${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;

/** The figures of a chart, for who does not see it. @param {Shown} content */
export const figures = (content) => html`<details class="figures"><summary>${t("figures")}</summary>${content}</details>`;

/**
 * A chart with its name and its figures.
 * @param {string} name
 * @param {string} label
 * @param {Shown} drawing
 * @param {Shown} data
 */
export const chart = (name, label, drawing, data) => html`
  <figure class="chart" data-chart=${name}>
    <div class="drawing" role="img" aria-label=${label}>${drawing}</div>
    ${figures(data)}
  </figure>`;

/** The colour of a tier by its rank; -1 is none. @param {number} rank */
export const tone = (rank) => (rank < 0 ? "none" : `tier-${Math.min(rank, 7)}`);

/** @param {string} name @param {number} rank */
export const tierMark = (name, rank) => html`<span class="tier"><i class=${`dot ${tone(rank)}`} aria-hidden="true"></i>${name}</span>`;
