// One customer: the tier, why, how to rise, what was before.
import { html, nothing } from "./html.js";
import { t, named, word } from "./page.js";
import { api } from "./api.js";
import { answer, card, shown, table, tierMark, waiting } from "./parts.js";
import { date, number, share, time } from "./format.js";

/** @typedef {import("./app.js").Context} Context */
/** @typedef {import("./api.js").Scoring} Scoring */
/** @typedef {import("./api.js").Report} Report */
/** @template T @typedef {import("./parts.js").Asked<T>} Asked */

/** @param {Context} context @param {string} id @returns {import("./app.js").View} */
export function customer(context, id) {
  const { scheme, tiers } = context;
  /** @type {Asked<Report["FoundCustomers"]>} */
  let who = waiting();
  /** @type {Asked<Scoring["Explanation"]>} */
  let why = waiting();
  /** @type {Asked<Scoring["WayUp"]>} */
  let way = waiting();
  /** @type {Asked<Scoring["TierHistoryPage"]>} */
  let past = waiting();
  answer(api.customers([id]), (asked) => { who = asked; context.redraw(); });
  answer(api.explanation(id, scheme), (asked) => { why = asked; context.redraw(); });
  answer(api.wayUp(id, scheme), (asked) => { way = asked; context.redraw(); });
  answer(api.history(id, scheme), (asked) => { past = asked; context.redraw(); });

  const tier = (/** @type {string | undefined} */ key) => {
    const found = tiers.find((each) => each.key === key);
    return tierMark(found?.name ?? key ?? t("noTier"), found?.rank ?? -1);
  };

  const person = (/** @type {Report["FoundCustomers"]} */ told) => {
    const one = told.items[0];
    return one ? html`<h2 class="who">${one.name ?? t("noName")}</h2>
      <p class="soft">${[...one.keys.map((key) => `${key.source} ${key.key}`), word("kind", one.kind), one.province, one.industry].filter(Boolean).join(" · ")}</p>`
      : html`<p class="empty">${t("customer.unknown")}</p>`;
  };

  const explanation = (/** @type {Scoring["Explanation"]} */ told) => html`
    <p class="standing">${tier(told.tier)}${told.score === undefined ? nothing : html`<b>${number(told.score)}</b><span class="soft">${t("score")}</span>`}</p>
    <p>${named(told.words)}</p><p class="soft">${named(told.scoreWords)}</p>
    ${told.dimensions.map((dimension) => html`
      <h3>${named(dimension.name, dimension.key)} <span class="soft">${number(dimension.contribution)} / ${number(dimension.weight * 100)}</span></h3>
      ${table(named(dimension.name, dimension.key), [{ name: t("criterion") }, { name: t("value"), number: true }, { name: t("points"), number: true }, { name: t("weight"), number: true }, { name: t("contribution"), number: true }],
        dimension.criteria.map((each) => [html`<span title=${named(each.words)}>${named(each.name, each.metric ?? each.attribute)}</span>`,
          each.value === undefined ? "–" : typeof each.value === "number" ? number(each.value) : each.value, number(each.points), share(each.weight), html`<b>${number(each.contribution)}</b>`]))}`)}
    ${told.cut ? html`<p class="soft">${named(told.cut.words)}</p>` : nothing}
    ${told.rules.filter((rule) => rule.hit).map((rule) => html`<p>${named(rule.words)}</p>`)}
    ${told.movement ? html`<p>${named(told.movement.words)}</p>` : nothing}
    <p class="soft">${named(told.freshnessWords)}</p>`;

  const wayUp = (/** @type {Scoring["WayUp"]} */ told) => html`
    <p>${named(told.words)}</p>
    <ol class="ways">${told.proposals.slice(0, 6).map((proposal) => html`<li>${tier(proposal.tier)}<p>${named(proposal.words)}</p></li>`)}</ol>
    ${told.obstacles.map((obstacle) => html`<p>${named(obstacle.words)}</p>`)}
    <p class="soft">${named(told.ifNothingHappens.words)}</p>`;

  const history = (/** @type {Scoring["TierHistoryPage"]} */ told) => html`<ol class="past">${told.items.map((each) => html`<li>
      ${tier(each.tier)} <span class="soft">${each.businessDate ? date(each.businessDate) : time(each.since)} · ${word("cause", each.cause ?? "")}${each.score === undefined ? "" : ` · ${number(each.score)}`}</span></li>`)}</ol>
    ${told.items.length === 0 ? html`<p class="empty">${t("past.none")}</p>` : nothing}`;

  return {
    draw: () => html`
      <p><a href="#/customers">← ${t("customer.back")}</a></p>
      ${shown(who, person)}
      <div class="cards">
        ${card({ id: "why", title: t("why.title") }, shown(why, explanation))}
        <div class="stack">
          ${card({ id: "way-up", title: t("way.title") }, shown(way, wayUp))}
          ${card({ id: "past", title: t("past.title") }, shown(past, history))}
        </div>
      </div>`,
  };
}
