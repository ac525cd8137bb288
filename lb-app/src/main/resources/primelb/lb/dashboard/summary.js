// The figures of the whole pool, in one row.

import { el, mark, say } from "./dom.js";
import { count, micros, rate } from "./format.js";
import { latest } from "./model.js";

const TILES = [
  ["Requests", "/s", (now, sample) => rate(sample.rate)],
  ["Median", "", (now, sample) => micros(sample.p50)],
  ["p99", "", (now, sample) => micros(sample.p99)],
  ["Failed", "/s", (now, sample) => rate(sample.failed), (now, sample) => sample.failed > 0],
  ["Retries", "/s", (now, sample) => rate(sample.retries)],
  ["In flight", "", now => count(now.servers.reduce((sum, server) => sum + server.inFlight, 0))],
  ["Queue", "", now => count(now.waiting)],
  ["Active servers", "", now => active(now) + " of " + now.servers.length, now => active(now) < now.servers.length],
];

function active(now) {
  return now.servers.filter(server => server.active).length;
}

export class Summary {
  #values;

  constructor(list) {
    this.#values = TILES.map(([name, unit]) => {
      const value = el("span", { class: "number" });
      list.append(el("div", {}, el("dt", {}, name), el("dd", {}, value, unit ? el("span", { class: "unit" }, unit) : null)));
      return value;
    });
  }

  show(model) {
    const sample = latest(model);
    TILES.forEach(([, , text, alarm], at) => {
      say(this.#values[at], text(model.present, sample));
      mark(this.#values[at].closest("div"), "data-alarm", String(Boolean(alarm && alarm(model.present, sample))));
    });
  }
}
