// The one place that knows the library: templates that escape what they show and update only what has changed.
export { html, svg, render, nothing } from "./lit-html.js";
