// Answers a second, stacked by server.

import { el, svg } from "./dom.js";
import { rate, tick } from "./format.js";
import { lookOf, swatch } from "./look.js";
import { latest } from "./model.js";
import { roundUp, runs } from "./scale.js";

const HOLE = 3500;

export const throughput = {
  title: "Throughput",
  unit: "answers a second, by server",
  height: 190,
  marks: true,
  head: ["All"],

  reading: model => rate(latest(model).rate) + "/s",

  range: model => [0, roundUp(Math.max(1, ...model.samples.map(sample => sample.rate)))],

  ticks: range => [0, range[1] / 2, range[1]],
  tickText: tick,

  words: model => "Answers a second in the last ten minutes, now " + rate(latest(model).rate) + ", at most "
    + rate(Math.max(0, ...model.samples.map(sample => sample.rate))) + ". By server now: "
    + ([...latest(model).servers].map(([id, server]) => id + " " + rate(server.rate)).join(", ") || "none") + ".",

  legend: model => servers(model).map(id => el("li", {}, swatch(id), id)),

  draw(plot, model) {
    const ids = servers(model);
    for (const run of runs(model.samples, HOLE)) {
      const floor = run.map(() => 0);
      for (const id of ids) {
        const upper = [];
        const lower = [];
        run.forEach((sample, at) => {
          const x = plot.x(sample.t).toFixed(1);
          lower.unshift(x + " " + plot.y(floor[at]).toFixed(1));
          floor[at] += sample.servers.get(id)?.rate || 0;
          upper.push(x + " " + plot.y(floor[at]).toFixed(1));
        });
        plot.add(svg("path", { class: "area stroke" + lookOf(id), fill: `url(#pat${lookOf(id)})`,
          d: "M" + upper.join("L") + "L" + lower.join("L") + "Z" }));
      }
    }
  },

  columns: model => servers(model),
  cells: (samples, ids) => [mean(samples, sample => sample.rate),
    ...ids.map(id => mean(samples, sample => sample.servers.get(id)?.rate || 0))].map(rate),
};

/** Returns the ids in the order of their looks: those of now, and those that did anything in the last ten minutes. */
function servers(model) {
  const ids = new Set(model.present.servers.map(server => server.id));
  model.samples.forEach(sample => sample.servers.forEach((server, id) => ids.add(id)));
  return [...ids].filter(id => model.samples.some(sample => sample.servers.has(id))
    || model.present.servers.length <= 8);
}

export function mean(samples, value) {
  return samples.reduce((sum, sample) => sum + value(sample), 0) / samples.length;
}
