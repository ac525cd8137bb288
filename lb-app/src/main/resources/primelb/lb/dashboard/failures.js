// What went wrong: attempts that failed, and requests that failed for the client because no other attempt saved them.

import { el, svg } from "./dom.js";
import { rate, tick } from "./format.js";
import { latest } from "./model.js";
import { roundUp } from "./scale.js";
import { mean } from "./throughput.js";

const KINDS = [["bad", "attempts failed"], ["failed", "requests failed for clients"], ["retries", "retried"]];

export const failures = {
  title: "Failures",
  unit: "a second",
  height: 96,
  marks: false,
  head: [],

  reading: model => rate(latest(model).failed) + "/s for clients",

  range: model => [0, roundUp(Math.max(1, ...model.samples.map(sample => Math.max(sample.bad, sample.failed))))],

  ticks: range => range,
  tickText: tick,

  words: model => "Failures in the last ten minutes: " + total(model, "bad") + " attempts failed, "
    + total(model, "failed") + " requests failed for clients, " + total(model, "retries") + " attempts were retries.",

  legend: () => KINDS.slice(0, 2).map(([name, words]) => el("li", {},
    svg("svg", { width: 14, height: 12, "aria-hidden": "true" }, bar(name, 7, 1, 12)), words)),

  draw(plot, model) {
    for (const [name] of KINDS.slice(0, 2)) {
      for (const sample of model.samples) {
        if (sample[name] > 0) {
          plot.add(bar(name, plot.x(sample.t), plot.y(sample[name]), plot.bottom));
        }
      }
    }
  },

  columns: () => KINDS.map(([, words]) => words),
  cells: samples => KINDS.map(([name]) => rate(mean(samples, sample => sample[name]))),
};

function total(model, name) {
  return Math.round(model.samples.reduce((sum, sample) => sum + sample[name], 0));
}

/** Attempts are hollow and wide, requests full and narrow, so that both are seen at one place. */
function bar(name, x, top, bottom) {
  const half = name === "bad" ? 2.5 : 1;
  return svg("rect", { class: "bar-" + name, x: (x - half).toFixed(1), y: top.toFixed(1), width: 2 * half,
    height: Math.max(1, bottom - top).toFixed(1) });
}
