// What is being worked on, as the server tells it while the page is open.
import { html, nothing } from "./html.js";
import { t, word } from "./page.js";
import { card } from "./parts.js";
import { count, time } from "./format.js";

/** @typedef {import("./api.js").Customer} Customer */
/** @typedef {import("./api.js").Scoring} Scoring */
/** @typedef {{imports: Customer["Import"][], tierRuns: Scoring["TierRun"][], work: {id: string, kind: string, state: string, phase?: string, done: number, total?: number, createdAt: string, finishedAt?: string}[], away: string[]}} Progress */
/** @typedef {{now: Progress | undefined, live: boolean}} Told */

/**
 * Follows the progress; the browser connects again by itself.
 * @param {() => void} changed
 * @returns {Told}
 */
export function follow(changed) {
  /** @type {Told} */
  const told = { now: undefined, live: false };
  const source = new EventSource("/v1/dashboard/progress");
  source.addEventListener("progress", (event) => {
    told.now = JSON.parse(event.data);
    told.live = true;
    changed();
  });
  source.addEventListener("error", () => {
    told.live = false;
    changed();
  });
  addEventListener("pagehide", () => source.close());
  return told;
}

/** @param {Progress} now */
function lines(now) {
  return [
    ...now.imports.map((each) => ({ id: each.id, what: `${t("work.import")} · ${word("import", each.type)}`, detail: each.filename ?? "", state: each.state, progress: each.progress, at: each.createdAt,
      result: each.counts ? t("work.landed", count(each.counts.landed), count(each.counts.rejected)) : "" })),
    ...now.tierRuns.map((each) => ({ id: each.id, what: t("work.run"), detail: each.scheme, state: each.state, progress: each.progress, at: each.createdAt,
      result: each.counts ? t("work.changed", count(each.counts.customers), count(each.counts.changed)) : "" })),
    ...now.work.map((each) => ({ id: each.id, what: word("work", each.kind), detail: "", state: each.state, progress: each, at: each.createdAt, result: "" })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, 5);
}

/** @param {Told} told */
export function progressCard(told) {
  const { now, live } = told;
  return card({ id: "progress", title: t("progress.title"), note: html`<span class=${live ? "live on" : "live"}>${live ? t("progress.live") : t("progress.off")}</span>` },
    !now ? html`<p class="waiting" role="status">${t("waiting")}</p>` : html`
    ${now.away.map((service) => html`<p class="trouble">${t("progress.away", service)}</p>`)}
    <ul class="work">${lines(now).map((line) => html`<li data-work=${line.state}>
      <span class="what">${line.what}</span><span class="soft">${line.detail}</span>
      <span class=${`state ${line.state.toLowerCase()}`}>${word("state", line.state)}</span>
      <span class="soft when">${time(line.at)}</span>
      ${line.state === "RUNNING" ? html`<progress aria-label=${line.what} max=${line.progress?.total ?? 1} .value=${line.progress?.total ? line.progress.done : 0}></progress>` : nothing}
      ${line.result ? html`<span class="soft result">${line.result}</span>` : nothing}</li>`)}</ul>
    ${lines(now).length === 0 ? html`<p class="empty">${t("progress.none")}</p>` : nothing}`);
}
