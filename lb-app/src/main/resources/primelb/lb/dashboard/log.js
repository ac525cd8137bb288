// The changes of state with their causes, the latest first.

import { el } from "./dom.js";
import { clock } from "./format.js";
import { badge } from "./look.js";

const MOST = 500;

export class Log {
  #body = el("tbody", { role: "rowgroup" });
  #none = el("p", { class: "hint" }, "none yet");
  #table;
  #run = "";
  #last = 0;

  constructor(box) {
    this.#table = el("table", { class: "log", role: "table" },
      el("caption", { class: "unseen" }, "Changes of state, the latest first; the numbers are those of the marks in the charts"),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...["No.", "Time", "Server", "Change", "Cause"].map(name =>
        el("th", { scope: "col", role: "columnheader" }, name)))), this.#body);
    box.append(this.#none, this.#table);
  }

  show(model) {
    if (model.run !== this.#run) {
      this.#body.replaceChildren();
      this.#run = model.run;
      this.#last = 0;
    }
    for (const change of model.changes) {
      if (change.n > this.#last) {
        this.#last = change.n;
        this.#body.prepend(line(change));
      }
    }
    while (this.#body.childElementCount > MOST) {
      this.#body.lastElementChild.remove();
    }
    this.#none.hidden = this.#last > 0;
    this.#table.hidden = this.#last === 0;
  }
}

function line(change) {
  const cell = (attributes, ...children) => el("td", { role: "cell", ...attributes }, ...children);
  return el("tr", { role: "row" },
    cell({ class: "number" }, String(change.n)),
    cell({}, el("time", { datetime: new Date(change.t).toISOString() }, clock(change.t))),
    cell({ class: "id" }, el("span", { title: change.id + " " + change.url }, change.id)),
    cell({ class: "step" }, el("span", { class: "from" }, change.from + " \u2192 "), badge(change.to), " " + change.to),
    cell({ class: "cause" }, change.cause));
}
