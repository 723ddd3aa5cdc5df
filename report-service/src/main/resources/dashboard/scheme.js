// The numbers of a scheme's document that the simulator moves.
import { t, named } from "./page.js";

/** @typedef {import("./api.js").Scoring["SchemeDocument"]} Document */

/**
 * A number: what it is called, its bounds, and how it is read from and written to a document.
 * @typedef {{id: string, group: string, name: string, min: number, max: number, step: number, get: (doc: Document) => number, set: (doc: Document, value: number) => void, weight?: (doc: Document) => number}} Knob
 */

/** Weights as written may be 0.6 and 0.4 or 60 and 40; here they are percentages of their sum. @param {Document} document */
export function inPercent(document) {
  const copy = structuredClone(document);
  const scale = (/** @type {{weight: number}[]} */ parts) => {
    const sum = parts.reduce((all, part) => all + part.weight, 0);
    if (sum > 0) for (const part of parts) part.weight = Math.round((part.weight / sum) * 1000) / 10;
  };
  scale(copy.dimensions ?? []);
  for (const dimension of copy.dimensions ?? []) scale(dimension.criteria);
  return copy;
}

const part = (/** @type {{weight: number}[]} */ all, /** @type {number} */ i) => {
  const sum = all.reduce((total, each) => total + each.weight, 0);
  return sum === 0 ? 0 : (all[i]?.weight ?? 0) / sum;
};

/** @param {Document} document @param {Map<string, string>} metrics names by key @returns {Knob[]} */
export function knobs(document, metrics) {
  /** @type {Knob[]} */
  const found = [];
  const weights = t("sim.weights");
  const dimensions = document.dimensions ?? [];
  if (dimensions.length > 1) dimensions.forEach((dimension, i) => found.push({
    id: `dimension-${i}`, group: weights, name: named(dimension.name, dimension.key), min: 0, max: 100, step: 1,
    get: (doc) => doc.dimensions?.[i]?.weight ?? 0,
    set: (doc, value) => { if (doc.dimensions?.[i]) doc.dimensions[i].weight = value; },
    weight: (doc) => part(doc.dimensions ?? [], i),
  }));
  dimensions.forEach((dimension, i) => {
    if (dimension.criteria.length > 1) dimension.criteria.forEach((criterion, j) => found.push({
      id: `criterion-${i}-${j}`, group: named(dimension.name, dimension.key), name: metrics.get(criterion.metric ?? "") ?? criterion.metric ?? criterion.attribute ?? "", min: 0, max: 100, step: 1,
      get: (doc) => doc.dimensions?.[i]?.criteria[j]?.weight ?? 0,
      set: (doc, value) => { const target = doc.dimensions?.[i]?.criteria[j]; if (target) target.weight = value; },
      weight: (doc) => part(doc.dimensions?.[i]?.criteria ?? [], j),
    }));
  });
  const thresholds = t("sim.thresholds");
  if (document.cut.type === "score") document.tiers.forEach((tier, i) => {
    if (tier.enter !== undefined) found.push({
      id: `tier-${i}`, group: thresholds, name: t("sim.enter", named(tier.name, tier.key)), min: 0, max: 100, step: 0.5,
      get: (doc) => doc.tiers[i]?.enter ?? 0,
      set: (doc, value) => moveTier(doc, i, value),
    });
  });
  const cut = document.cut;
  if (cut.type === "topShare" || cut.type === "valueShare") cut.shares.forEach((_, i) => found.push({
    id: `share-${i}`, group: thresholds, name: t(`sim.${cut.type}`, named(document.tiers[i]?.name, document.tiers[i]?.key)), min: 0.5, max: 99.5, step: 0.5,
    get: (doc) => ("shares" in doc.cut ? Math.round((doc.cut.shares[i] ?? 0) * 1000) / 10 : 0),
    set: (doc, value) => { if ("shares" in doc.cut) doc.cut.shares[i] = Math.round(value * 10) / 1000; },
  }));
  return found;
}

/** Between its neighbours; the score at which the tier is lost stays as far below as it was. @param {Document} doc @param {number} i @param {number} value */
function moveTier(doc, i, value) {
  const tier = doc.tiers[i];
  if (!tier || tier.enter === undefined) return;
  const above = doc.tiers[i - 1]?.enter ?? 100.5;
  const below = doc.tiers[i + 1]?.enter ?? -0.5;
  const enter = Math.min(above - 0.5, Math.max(below + 0.5, value));
  if (tier.leave !== undefined) tier.leave = Math.max(0, enter - (tier.enter - tier.leave));
  tier.enter = enter;
}
