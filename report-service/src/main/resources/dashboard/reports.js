// The reports there are, one of them open, and a new one on request.
import { html, nothing } from "./html.js";
import { page, t, word } from "./page.js";
import { api } from "./api.js";
import { answer, card, shown, trouble, waiting } from "./parts.js";
import { date, time } from "./format.js";

/** @typedef {import("./app.js").Context} Context */
/** @typedef {import("./api.js").Report} Report */

const formats = ["html", "pdf", "xlsx", "csv", "json"];

/** @param {Context} context @param {string} id @returns {import("./app.js").View} */
export function reports(context, id) {
  /** @type {import("./parts.js").Asked<Report["Report"][]>} */
  let all = waiting();
  /** @type {Error | undefined} */
  let problem;
  let states = "";

  const load = () => answer(api.reports(context.scheme).then((told) => told.items), (asked) => { all = asked; context.redraw(); });
  load();

  async function make() {
    try {
      await api.makeReport({ scheme: context.scheme, language: page.language === "en" ? "en" : "zh-CN" });
      problem = undefined;
      load();
    } catch (failure) {
      problem = failure instanceof Error ? failure : new Error(String(failure));
    }
    context.redraw();
  }

  const list = (/** @type {Report["Report"][]} */ items) => items.length === 0 ? html`<p class="empty">${t("reports.none")}</p>` : html`
    <ul class="reports">${items.map((each) => {
      const links = /** @type {Record<string, string | undefined>} */ (each.links ?? {});
      return html`<li>
        ${links["html"] ? html`<a href=${`#/reports/${each.id}`} aria-current=${each.id === id ? "true" : "false"}><strong>${each.title ?? each.scheme}</strong></a>` : html`<strong>${each.title ?? each.scheme}</strong>`}
        <span class="soft">${each.businessDate ? date(each.businessDate) : ""} · ${t("reports.made", time(each.createdAt))}</span>
        ${each.state === "SUCCEEDED" ? html`<span class="formats">${formats.filter((format) => links[format]).map((format) => html`<a href=${links[format] ?? ""} target="_blank" rel="noopener">${format.toUpperCase()}<span class="unseen"> ${each.title}</span></a>`)}</span>`
          : html`<span class=${`state ${each.state.toLowerCase()}`}>${word("state", each.state)}</span>`}
      </li>`;
    })}</ul>`;

  return {
    progressed() {
      const now = JSON.stringify(context.progress.now?.work.map((each) => [each.id, each.state]));
      if (states && now !== states) load();
      states = now ?? "";
    },
    draw: () => {
      const open = id || (all.state === "there" ? all.value.find((each) => each.links?.html)?.id : undefined);
      return html`<div class="cards reader">
        ${card({ id: "reports", title: t("reports.title"), tools: html`<button type="button" @click=${make}>${t("reports.make")}</button>` }, html`${problem ? trouble(problem) : nothing}${shown(all, list)}`)}
        ${open ? html`<section class="card viewer" aria-label=${t("reports.viewer")}><iframe title=${t("reports.viewer")} src=${`/v1/reports/${encodeURIComponent(open)}/html`}></iframe></section>` : nothing}
      </div>`;
    },
  };
}
