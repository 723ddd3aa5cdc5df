// The frame of the page: which scheme, which view, how it looks. Views draw themselves into it.
import { html, render } from "./html.js";
import { page, t, named } from "./page.js";
import { api } from "./api.js";
import { answer, shown, waiting } from "./parts.js";
import { overview } from "./overview.js";
import { customers } from "./customers.js";
import { customer } from "./customer.js";
import { simulator } from "./simulator.js";
import { reports } from "./reports.js";
import { follow } from "./progress.js";

/** @typedef {import("./api.js").Scoring} Scoring */
/** @typedef {import("./charts.js").TierName} TierName */

/**
 * What every view knows.
 * @typedef {{scheme: string, version: Scoring["SchemeVersion"], tiers: TierName[], progress: import("./progress.js").Told, redraw: () => void}} Context
 * @typedef {{draw: () => import("./parts.js").Shown, leave?: () => void, progressed?: () => void}} View
 */

/** @type {[string, (context: Context, rest: string) => View][]} */
const views = [["overview", overview], ["customers", (context, rest) => (rest ? customer(context, rest) : customers(context))], ["simulator", simulator], ["reports", reports]];

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
const progress = follow(() => { view?.progressed?.(); redraw(); });

/** @type {import("./parts.js").Asked<Scoring["Scheme"][]>} */
let schemes = waiting();
/** @type {import("./parts.js").Asked<Context>} */
let context = waiting();
/** @type {View | undefined} */
let view;
let queued = false;

function redraw() {
  if (queued) return;
  queued = true;
  queueMicrotask(() => {
    queued = false;
    render(frame(), root);
  });
}

const path = () => location.hash.replace(/^#\/?/, "").split("/");
const here = () => views.find(([name]) => name === path()[0]) ?? /** @type {(typeof views)[0]} */ (views[0]);

function show() {
  view?.leave?.();
  view = undefined;
  const [name, make] = here();
  if (context.state === "there") view = make(context.value, decodeURIComponent(path()[1] ?? ""));
  document.title = `${t(`nav.${name}`)} · ${t("title")}`;
  redraw();
}

/** @param {string} key */
function choose(key) {
  const scheme = schemes.state === "there" ? schemes.value.find((each) => each.key === key) : undefined;
  const number = scheme?.inForceVersion ?? scheme?.activeVersion;
  if (!scheme || !number) return;
  localStorage.setItem("fenji-scheme", key);
  answer(api.version(key, number).then((version) => ({
    scheme: key,
    version,
    tiers: version.document.tiers.map((tier, rank) => ({ key: tier.key, name: named(tier.name, tier.key), rank })),
    progress,
    redraw,
  })), (asked) => {
    context = asked;
    show();
  });
}

const frame = () => html`
  <a class="skip" href="#main" @click=${toMain}>${t("skip")}</a>
  <header class="top">
    <p class="brand">${t("brand")}</p>
    <nav aria-label=${t("nav")}>${views.map(([name]) => html`<a href=${`#/${name}`} aria-current=${name === here()[0] ? "page" : "false"}>${t(`nav.${name}`)}</a>`)}</nav>
    <div class="tools">${schemeChoice()}${themeChoice()}
      <button type="button" class="plain" lang=${other} @click=${switchLanguage}>${t("language.other")}</button></div>
  </header>
  <main id="main" tabindex="-1">
    <h1 class=${here()[0] === "overview" ? "" : "quiet"}>${t(`nav.${here()[0]}`)}</h1>
    ${shown(schemes, (all) => all.length === 0 ? html`<p class="empty">${t("noScheme")}</p>` : shown(context, () => view?.draw() ?? ""))}
  </main>
  <footer><a href="/q/swagger-ui">${t("api")}</a></footer>`;

const schemeChoice = () => shown(schemes, (all) => html`
  <label><span class="unseen">${t("scheme")}</span><select data-scheme @change=${(/** @type {Event} */ e) => choose(/** @type {HTMLSelectElement} */ (e.target).value)}>
    ${all.map((scheme) => html`<option value=${scheme.key} ?selected=${context.state === "there" && scheme.key === context.value.scheme}>${named(scheme.name, scheme.key)}</option>`)}
  </select></label>`);

const other = page.language === "en" ? "zh-CN" : "en";

function switchLanguage() {
  document.cookie = `fenji-language=${other}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}

const themes = ["auto", "light", "dark"];
let theme = localStorage.getItem("fenji-theme") ?? "auto";

function applyTheme() {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

const themeChoice = () => html`<button type="button" class="plain" data-theme-choice @click=${() => {
  theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "auto";
  localStorage.setItem("fenji-theme", theme);
  applyTheme();
  redraw();
}}><span class="unseen">${t("theme")} </span>${t(`theme.${theme}`)}</button>`;

/** @param {Event} click */
function toMain(click) {
  click.preventDefault();
  document.getElementById("main")?.focus();
}

applyTheme();
redraw();
addEventListener("hashchange", () => {
  show();
  document.getElementById("main")?.focus();
  scrollTo(0, 0);
});
answer(api.schemes().then((told) => told.items.filter((scheme) => scheme.inForceVersion ?? scheme.activeVersion)), (asked) => {
  schemes = asked;
  if (asked.state === "there") {
    const last = localStorage.getItem("fenji-scheme");
    choose((asked.value.find((scheme) => scheme.key === last) ?? asked.value[0])?.key ?? "");
  }
  redraw();
});
