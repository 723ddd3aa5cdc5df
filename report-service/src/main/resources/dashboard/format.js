// Numbers, money and times as the reader's language writes them.
import { page } from "./page.js";

const language = page.language;
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const currency = { style: /** @type {const} */ ("currency"), currency: page.currency, currencyDisplay: /** @type {const} */ ("narrowSymbol") };
const full = new Intl.NumberFormat(language, { ...currency, minimumFractionDigits: 2, maximumFractionDigits: 2 });
const brief = new Intl.NumberFormat(language, { ...currency, notation: "compact", maximumFractionDigits: 1, minimumFractionDigits: 0 });
const dateTime = new Intl.DateTimeFormat(language, { timeZone: page.zone, month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const longDate = new Intl.DateTimeFormat(language, { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" });
const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

export const count = (/** @type {number} */ n) => whole.format(n);
export const number = (/** @type {number} */ n) => plain.format(n);
export const compact = (/** @type {number} */ n) => (Math.abs(n) < 10000 ? whole : short).format(n);
export const share = (/** @type {number | undefined} */ n) => (n === undefined ? "–" : percent.format(n));
export const signed = (/** @type {number} */ n) => (n > 0 ? "+" : n < 0 ? "−" : "±") + whole.format(Math.abs(n));

// Amounts come as exact texts; what is shown is rounded, so a number is enough here.
export const money = (/** @type {string | number} */ amount) => full.format(Number(amount));
export const moneyBrief = (/** @type {string | number} */ amount) => brief.format(Number(amount));
export const moneySigned = (/** @type {number} */ n) => (n > 0 ? "+" : n < 0 ? "−" : "±") + brief.format(Math.abs(n));

export const time = (/** @type {string | undefined} */ instant) => (instant ? dateTime.format(new Date(instant)) : "–");
export const date = (/** @type {string | undefined} */ day) => (day ? longDate.format(new Date(`${day}T00:00:00Z`)) : "–");

/** How long ago, to the minute. @param {string} instant @param {number} now */
export function since(instant, now) {
  const minutes = Math.round((new Date(instant).getTime() - now) / 60000);
  if (minutes > -60) return ago.format(Math.min(0, minutes), "minute");
  if (minutes > -60 * 48) return ago.format(Math.round(minutes / 60), "hour");
  return ago.format(Math.round(minutes / 1440), "day");
}

/** How many days `days` before an ISO date. @param {string} day @param {number} days */
export function daysBefore(day, days) {
  const then = new Date(`${day}T00:00:00Z`);
  then.setUTCDate(then.getUTCDate() - days);
  return then.toISOString().slice(0, 10);
}
