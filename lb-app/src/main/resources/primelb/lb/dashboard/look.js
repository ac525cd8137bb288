// How servers and states look. A server has a colour and a hatching; a state has a colour, a shape and its word.

import { svg } from "./dom.js";

const LOOKS = 8;
const HATCHES = [null, "M-1.5 1.5L1.5 -1.5M-1.5 7.5L7.5 -1.5M4.5 7.5L7.5 4.5", "M0 3H6",
  "M-1.5 4.5L1.5 7.5M-1.5 -1.5L7.5 7.5M4.5 -1.5L7.5 1.5", "M3 0V6", "M0 3H6M3 0V6", "M2 3H4", "M0 1.5H6M0 4.5H6"];
const SHAPES = {
  active: "M8 1.5A6.5 6.5 0 1 1 7.99 1.5ZM4.6 8.2L7 10.6L11.6 5.8",
  inactive: "M2 2H14V14H2ZM5 5L11 11M11 5L5 11",
  draining: "M8 1.5L15 14H1ZM8 6V9.5M8 11.6V12",
  held: "M2 2H14V14H2ZM6 5V11M10 5V11",
  new: "M8 1.5A6.5 6.5 0 1 1 7.99 1.5ZM5 8H5.01M8 8H8.01M11 8H11.01",
};

const numbers = new Map();

/** Returns the number of a server's look, which it keeps; beyond eight servers the looks begin anew. */
export function lookOf(id) {
  if (!numbers.has(id)) {
    numbers.set(id, numbers.size);
  }
  return numbers.get(id) % LOOKS;
}

/** Forgets who has which look, and gives them out in this order. */
export function dealLooks(ids) {
  numbers.clear();
  ids.forEach(lookOf);
}

/** Returns the patterns for areas, which the page has once. */
export function patterns() {
  const defs = svg("defs");
  HATCHES.forEach((hatch, look) => defs.append(svg("pattern",
    { id: "pat" + look, width: 6, height: 6, patternUnits: "userSpaceOnUse" },
    svg("rect", { class: "fill" + look, width: 6, height: 6 }),
    hatch ? svg("path", { class: "hatch", d: hatch }) : null)));
  return svg("svg", { class: "unseen", "aria-hidden": "true", focusable: "false" }, defs);
}

/** Returns a small square in a server's colour and hatching. */
export function swatch(id) {
  return svg("svg", { class: "swatch", width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" },
    svg("rect", { width: 12, height: 12, rx: 2, fill: "url(#pat" + lookOf(id) + ")" }));
}

/** Returns the word for what a server is: its state, or that an operator holds it back. */
export function stateOf(server) {
  return server.held && server.state === "inactive" ? "held" : server.state;
}

/** Returns the shape of a state, 16 pixels wide and high. */
export function shape(state) {
  return svg("path", { class: "shape " + state, d: SHAPES[state] || SHAPES.new });
}

/** Returns the shape of a state as a picture of its own. */
export function badge(state) {
  return svg("svg", { class: "badge", width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, shape(state));
}
