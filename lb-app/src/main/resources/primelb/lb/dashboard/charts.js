// The three charts, one above the other, on one axis of time.

import { el, mark, say } from "./dom.js";
import { clock } from "./format.js";
import { span } from "./model.js";
import { Plot } from "./plot.js";
import { failures } from "./failures.js";
import { latency } from "./latency.js";
import { throughput } from "./throughput.js";

/** A row of a table of figures stands for this time. */
const ROW = 30000;

export class Charts {
  #charts;

  constructor(box) {
    this.#charts = [throughput, latency, failures].map(kind => new Chart(kind, box));
  }

  show(model) {
    this.#charts.forEach(chart => chart.show(model));
  }
}

class Chart {
  #kind;
  #box = el("div", { class: "drawing" });
  #reading = el("span", { class: "reading" });
  #legend = el("ul", { class: "legend" });
  #table = el("div", { class: "scroll", tabindex: "0", role: "region" });
  #details;
  #model = null;

  constructor(kind, box) {
    this.#kind = kind;
    mark(this.#table, "aria-label", kind.title + " in figures");
    this.#details = el("details", {}, el("summary", {}, kind.title + " in figures"), this.#table);
    this.#details.addEventListener("toggle", () => this.#showTable());
    box.append(el("figure", { class: "chart" },
      el("figcaption", {}, el("h3", {}, kind.title), el("span", { class: "unit" }, kind.unit), this.#reading),
      this.#legend, this.#box, this.#details));
  }

  show(model) {
    const width = this.#box.clientWidth;
    if (width === 0) {
      return;
    }
    this.#model = model;
    const kind = this.#kind;
    const range = kind.range(model);
    const plot = new Plot(width, kind.height, model.present.now, span(model), range, kind.words(model), kind.marks);
    plot.times();
    kind.draw(plot, model);
    plot.values(kind.ticks(range), kind.tickText);
    plot.changes(model.changes, kind.marks);
    this.#box.replaceChildren(plot.drawing);
    say(this.#reading, kind.reading(model));
    const legend = kind.legend(model);
    if (this.#legend.textContent !== legend.map(item => item.textContent).join("")) {
      this.#legend.replaceChildren(...legend);
    }
    this.#showTable();
  }

  #showTable() {
    if (!this.#details.open || this.#model === null) {
      return;
    }
    const columns = this.#kind.columns(this.#model);
    const rows = slots(this.#model).map(([time, samples]) => el("tr", {}, el("th", { scope: "row" }, clock(time)),
      ...this.#kind.cells(samples, columns).map(cell => el("td", { class: "number" }, cell))));
    this.#table.replaceChildren(el("table", { class: "figures" },
      el("thead", {}, el("tr", {}, ...["30 s from", ...this.#kind.head, ...columns].map(name =>
        el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows)));
  }
}

/** Returns the samples by half minutes, the latest first. */
function slots(model) {
  const all = new Map();
  for (const sample of model.samples) {
    const slot = Math.floor(sample.t / ROW) * ROW;
    all.set(slot, [...(all.get(slot) || []), sample]);
  }
  return [...all].reverse();
}
