// Finding a customer.
import { html, nothing } from "./html.js";
import { t } from "./page.js";
import { api } from "./api.js";
import { answer, shown, tierMark } from "./parts.js";

/** @typedef {import("./app.js").Context} Context */
/** @typedef {import("./api.js").Report} Report */

let last = "";

/** @param {Context} context @returns {import("./app.js").View} */
export function customers(context) {
  /** @type {import("./parts.js").Asked<Report["FoundCustomers"]> | undefined} */
  let found;

  function search(/** @type {string} */ text) {
    last = text;
    if (!text.trim()) return;
    found = { state: "waiting" };
    answer(api.search(text), (asked) => {
      if (last !== text) return;
      found = asked;
      context.redraw();
    });
    context.redraw();
  }
  if (last) search(last);

  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    search(String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("search") ?? ""));
  };

  const result = (/** @type {Report["FoundCustomers"]} */ told) => told.items.length === 0 ? html`<p class="empty" role="status">${t("search.none")}</p>` : html`
    <p class="unseen" role="status">${t("search.found", told.items.length)}</p>
    <ul class="found">${told.items.map((each) => {
      const standing = each.tiers.find((tier) => tier.scheme === context.scheme);
      const tier = context.tiers.find((name) => name.key === standing?.tier);
      return html`<li><a href=${`#/customers/${each.id}`}><strong>${each.name ?? t("noName")}</strong>
        <span class="soft">${[each.keys.map((key) => key.key).join(", "), each.province, each.industry].filter(Boolean).join(" · ")}</span></a>
        ${tier ? tierMark(tier.name, tier.rank) : tierMark(t("noTier"), -1)}</li>`;
    })}</ul>
    ${told.more ? html`<p class="soft">${t("search.more")}</p>` : nothing}`;

  return {
    draw: () => html`
      <form class="search" role="search" @submit=${submit}>
        <label for="search">${t("search.label")}</label>
        <input id="search" name="search" type="search" autocomplete="off" maxlength="200" .value=${last}>
        <button type="submit">${t("search.go")}</button>
      </form>
      ${found ? shown(found, result) : html`<p class="empty">${t("search.hint")}</p>`}`,
  };
}
