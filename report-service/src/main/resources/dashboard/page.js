// What the server wrote into the page: language, zone, currency and every text.

/** @typedef {{language: string, zone: string, currency: string, texts: Record<string, string>}} PageData */

/** @type {PageData} */
export const page = JSON.parse(document.getElementById("data")?.textContent ?? "{}");

/**
 * The text of a key, with `{0}`, `{1}` … replaced.
 * @param {string} key
 * @param {...(string | number)} values
 */
export function t(key, ...values) {
  const text = page.texts[key];
  if (text === undefined) throw new Error(`No text ${key}`);
  return values.reduce((/** @type {string} */ said, value, i) => said.replaceAll(`{${i}}`, String(value)), text);
}

/**
 * The text of a code that another service may extend: the code itself when it has no text.
 * @param {string} family
 * @param {string} code
 */
export const word = (family, code) => page.texts[`${family}.${code}`] ?? code;

/**
 * A localised name of a document, in the reader's language or else in any.
 * @param {Record<string, string | undefined> | undefined} names
 * @param {string} [otherwise]
 */
export const named = (names, otherwise = "") => names?.[page.language] ?? Object.values(names ?? {})[0] ?? otherwise;
