// The changes of state with their causes, the latest first.

import { el } from "./dom.js";
import { clock } from "./format.js";
import { badge } from "./look.js";

const MOST = 500;

export class Log {
  #body = el("tbody");
  #none = el("p", { class: "hint" }, "none yet");
  #table;
  #run = "";
  #last = 0;

  constructor(box) {
    this.#table = el("table", { class: "log" },
      el("caption", { class: "unseen" }, "Changes of state, the latest first; the numbers are those of the marks in the charts"),
      el("thead", {}, el("tr", {}, ...["No.", "Time", "Server", "From", "To", "Cause"].map(name =>
        el("th", { scope: "col" }, name)))), this.#body);
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
  return el("tr", {},
    el("td", { class: "number" }, String(change.n)),
    el("td", {}, el("time", { datetime: new Date(change.t).toISOString() }, clock(change.t))),
    el("td", { class: "id", title: change.url }, change.id),
    el("td", {}, change.from),
    el("td", {}, badge(change.to), " " + change.to),
    el("td", { class: "cause" }, change.cause));
}
