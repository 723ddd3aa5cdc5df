// The addresses the page asks, each with the type of its answer from the services' contracts.

/** @typedef {import("../types/report.js").components["schemas"]} Report */
/** @typedef {import("../types/scoring.js").components["schemas"]} Scoring */
/** @typedef {import("../types/customer.js").components["schemas"]} Customer */

/** An answer that was a problem: its sentence is for the reader. */
export class ApiProblem extends Error {
  /** @param {number} status @param {Partial<Report["Problem"]>} problem */
  constructor(status, problem) {
    super(problem.errors?.[0]?.detail ?? problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? "";
    this.pointer = problem.errors?.[0]?.pointer;
  }
}

/**
 * @template T
 * @param {string} path
 * @param {Record<string, string | number | string[] | undefined>} [query]
 * @param {RequestInit} [init]
 * @returns {Promise<T>}
 */
async function ask(path, query = {}, init = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : value === undefined ? [] : [value]) search.append(name, String(each));
  }
  const text = search.toString();
  const answer = await fetch(text ? `${path}?${text}` : path, { ...init, headers: { Accept: "application/json", ...init.headers } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ApiProblem(answer.status, body);
  return body;
}

const part = encodeURIComponent;
const board = "/v1/dashboard";

export const api = {
  /** @returns {Promise<Scoring["SchemePage"]>} */
  schemes: () => ask(`${board}/schemes`, { limit: 200 }),
  /** @returns {Promise<Scoring["SchemeVersion"]>} */
  version: (/** @type {string} */ key, /** @type {number} */ version) => ask(`${board}/schemes/${part(key)}/versions/${version}`),
  /** @returns {Promise<Report["TierDistribution"]>} */
  distribution: (/** @type {string} */ scheme) => ask("/v1/analytics/tier-distribution", { scheme }),
  /** @returns {Promise<Report["TierHistoryAnswer"]>} */
  tierHistory: (/** @type {string} */ scheme, /** @type {string} */ from, /** @type {string} */ every) =>
    ask("/v1/analytics/tier-history", { scheme, from, every }),
  /** @returns {Promise<Report["MigrationAnswer"]>} */
  migration: (/** @type {string} */ scheme, /** @type {string} */ from) => ask("/v1/analytics/migration", { scheme, from }),
  /** @returns {Promise<Report["ContributionAnswer"]>} */
  contribution: (/** @type {string} */ scheme) => ask("/v1/analytics/contribution", { scheme }),
  /** @returns {Promise<Scoring["WarningPage"]>} */
  warnings: (/** @type {string} */ scheme, /** @type {string | undefined} */ severity) =>
    ask(`${board}/warnings`, { scheme, severity, limit: 200 }),
  /** @returns {Promise<Report["FoundCustomers"]>} */
  search: (/** @type {string} */ search) => ask(`${board}/customers`, { search }),
  /** @returns {Promise<Report["FoundCustomers"]>} */
  customers: (/** @type {string[]} */ id) => ask(`${board}/customers`, { id }),
  /** @returns {Promise<Scoring["TierAnswerList"]>} */
  tiers: (/** @type {string} */ id) => ask(`${board}/customers/${part(id)}/tiers`),
  /** @returns {Promise<Scoring["Explanation"]>} */
  explanation: (/** @type {string} */ id, /** @type {string} */ scheme) => ask(`${board}/customers/${part(id)}/tiers/${part(scheme)}/explanation`),
  /** @returns {Promise<Scoring["WayUp"]>} */
  wayUp: (/** @type {string} */ id, /** @type {string} */ scheme) => ask(`${board}/customers/${part(id)}/tiers/${part(scheme)}/way-up`),
  /** @returns {Promise<Scoring["TierHistoryPage"]>} */
  history: (/** @type {string} */ id, /** @type {string} */ scheme) => ask(`${board}/customers/${part(id)}/tiers/${part(scheme)}/history`, { limit: 50 }),
  /** @returns {Promise<Customer["MetricCatalogue"]>} */
  metrics: () => ask(`${board}/metrics`),
  /** @returns {Promise<Scoring["Simulation"]>} */
  simulate: (/** @type {Scoring["SimulationRequest"]} */ request, /** @type {AbortSignal} */ signal) =>
    ask(`${board}/simulations`, {}, { method: "POST", body: JSON.stringify(request), headers: { "Content-Type": "application/json" }, signal }),
  /** @returns {Promise<Report["ReportPage"]>} */
  reports: (/** @type {string} */ scheme) => ask("/v1/reports", { scheme, limit: 50 }),
  /** @returns {Promise<Report["Report"]>} */
  makeReport: (/** @type {Report["ReportRequest"]} */ request) =>
    ask("/v1/reports", {}, { method: "POST", body: JSON.stringify(request), headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() } }),
};
