// How long answers took: the median, and what one in a hundred exceeds.

import { el, svg } from "./dom.js";
import { micros } from "./format.js";
import { latest } from "./model.js";

const HOLE = 3500;
const LINES = [["p50", "the median"], ["p99", "99 in 100"]];

export const latency = {
  title: "Latency",
  unit: "attempt to answer, logarithmic",
  height: 130,
  marks: false,
  head: [],

  reading: model => "p50 " + micros(latest(model).p50) + ", p99 " + micros(latest(model).p99),

  range(model) {
    const known = model.samples.filter(sample => sample.p50 !== null);
    if (known.length === 0) {
      return [1000, 100000];
    }
    const from = 10 ** Math.floor(Math.log10(Math.max(1, Math.min(...known.map(sample => sample.p50)))));
    return [from, Math.max(10 * from, 10 ** Math.ceil(Math.log10(Math.max(...known.map(sample => sample.p99)))))];
  },

  ticks(range) {
    const ticks = [];
    for (let tick = range[0]; tick <= range[1] * 1.01; tick *= 10) {
      ticks.push(tick);
    }
    return ticks;
  },
  tickText: value => micros(value).replace(/\.0+ /, " "),

  words: model => "Latency in the last ten minutes: the median is now " + micros(latest(model).p50)
    + ", the 99th percentile " + micros(latest(model).p99) + ", at most "
    + micros(Math.max(0, ...model.samples.map(sample => sample.p99 || 0))) + ".",

  legend: () => LINES.map(([name, words]) => el("li", {},
    svg("svg", { width: 22, height: 12, "aria-hidden": "true" }, svg("path", { class: "line " + name, d: "M1 6H21" })),
    name + ": " + words)),

  draw(plot, model) {
    for (const [name] of LINES) {
      plot.add(svg("path", { class: "line " + name, d: path(plot, model.samples, name) }));
    }
  },

  columns: () => LINES.map(([name]) => name),
  cells: samples => LINES.map(([name]) => micros(median(samples.map(sample => sample[name]).filter(each => each !== null)))),
};

function path(plot, samples, name) {
  let text = "";
  let last = null;
  for (const sample of samples) {
    if (sample[name] === null) {
      continue;
    }
    const point = plot.x(sample.t).toFixed(1) + " " + plot.y(sample[name]).toFixed(1);
    // A lone point is drawn as a short line: without a length it would not be seen.
    text += last !== null && sample.t - last <= HOLE ? "L" + point : "M" + point + "h1";
    last = sample.t;
  }
  return text;
}

function median(values) {
  return values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
