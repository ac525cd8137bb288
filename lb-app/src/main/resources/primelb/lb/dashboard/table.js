// A row a server. Rows stay while their servers do, so that the focus and a selection survive the next second.

import { el, mark, say } from "./dom.js";
import { age, ago, count, micros, rate } from "./format.js";
import { badge, lookOf, stateOf, swatch } from "./look.js";
import { latest } from "./model.js";

const COLUMNS = ["Server", "State", "Last request", "In flight", "Queue", "Rate", "p50", "p99", "Failures", "Retries", "Action"];
const NUMBERS = new Set(["In flight", "Queue", "Rate", "p50", "p99", "Retries"]);

export class Table {
  #rows = new Map();
  #body = el("tbody", { role: "rowgroup" });
  #total;
  #onAction;

  constructor(box, onAction) {
    this.#onAction = onAction;
    this.#total = row("All servers", {});
    const head = el("tr", { role: "row" }, ...COLUMNS.map(name =>
      el("th", { role: "columnheader", scope: "col", "data-name": name, class: NUMBERS.has(name) ? "number" : null }, name)));
    // On a phone a row is a card; the roles keep it a table for a screen reader all the same.
    box.append(el("table", { role: "table", class: "servers", "aria-label": "Servers" },
      el("thead", { role: "rowgroup" }, head), this.#body,
      el("tfoot", { role: "rowgroup" }, this.#total.row)));
  }

  show(model) {
    const servers = model.present.servers;
    const there = new Set(servers.map(server => server.url));
    for (const [url, old] of this.#rows) {
      if (!there.has(url)) {
        old.row.remove();
        this.#rows.delete(url);
      }
    }
    servers.forEach((server, at) => {
      const { row: line } = this.#row(server).update(server, model.present);
      if (this.#body.children[at] !== line) {
        this.#body.insertBefore(line, this.#body.children[at] || null);
      }
    });
    this.#showTotal(model);
  }

  #row(server) {
    let known = this.#rows.get(server.url);
    if (known === undefined) {
      known = new Row(this.#onAction);
      this.#rows.set(server.url, known);
    }
    return known;
  }

  #showTotal(model) {
    const { present } = model;
    const sum = name => present.servers.reduce((all, server) => all + server[name], 0);
    const sample = latest(model);
    const cells = this.#total.cells;
    say(cells.get("State"), present.servers.filter(server => server.active).length + " active");
    say(cells.get("In flight"), count(sum("inFlight")));
    say(cells.get("Queue"), count(present.waiting));
    say(cells.get("Rate"), rate(sum("rate")) + "/s");
    say(cells.get("p50"), micros(sample.p50));
    say(cells.get("p99"), micros(sample.p99));
    say(cells.get("Failures"), count(present.servers.reduce((all, server) => all + failures(server), 0)));
    say(cells.get("Retries"), count(sum("retries")));
  }
}

function failures(server) {
  return Object.values(server.causes).reduce((sum, each) => sum + each, 0);
}

/** Returns a row with an empty cell for each column but the first. */
function row(first) {
  const cells = new Map();
  const line = el("tr", { role: "row" });
  COLUMNS.forEach((name, at) => {
    const attributes = { "data-name": name, class: NUMBERS.has(name) ? "number" : null };
    const cell = at === 0 ? el("th", { role: "rowheader", scope: "row", ...attributes }, first)
      : el("td", { role: "cell", ...attributes });
    cells.set(name, cell);
    line.append(cell);
  });
  return { row: line, cells };
}

class Row {
  #cells;
  #id = el("span", { class: "id" });
  #url = el("span", { class: "url" });
  #swatch = el("span", {});
  #icon = el("span", {});
  #word = el("span", { class: "word" });
  #since = el("span", { class: "since" });
  #reason = el("span", { class: "reason" });
  #ago = el("time", {});
  #bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span"));
  #used = el("span");
  #failures = el("span");
  #causes = el("ul", { class: "causes" });
  #button = el("button", { type: "button" });
  #server = null;

  constructor(onAction) {
    const { row: line, cells } = row("");
    this.row = line;
    this.#cells = cells;
    cells.get("Server").append(this.#swatch, this.#id, this.#url);
    cells.get("State").append(this.#icon, this.#word, this.#since, this.#reason);
    cells.get("Last request").append(this.#ago);
    cells.get("In flight").append(this.#used, this.#bar);
    cells.get("Failures").append(this.#failures, this.#causes);
    cells.get("Action").append(this.#button);
    this.#button.addEventListener("click", () => onAction(this.#server, doing(this.#server)));
  }

  update(server, present) {
    this.#server = server;
    const state = stateOf(server);
    mark(this.row, "data-state", state);
    const look = String(lookOf(server.id));
    if (this.#swatch.dataset.look !== look) {
      this.#swatch.dataset.look = look;
      this.#swatch.replaceChildren(swatch(server.id));
    }
    say(this.#id, server.id);
    say(this.#url, server.url);
    if (this.#icon.dataset.state !== state) {
      this.#icon.dataset.state = state;
      this.#icon.replaceChildren(badge(state));
    }
    say(this.#word, state === "held" ? "drained" : state);
    say(this.#since, "for " + age(Date.parse(server.since), present.now));
    mark(this.#since, "title", "since " + server.since);
    say(this.#reason, server.reason || "");
    this.#showLoad(server, present);
    this.#showFailures(server);
    const action = doing(server);
    say(this.#button, action === "drain" ? "Drain" : "Restore");
    mark(this.#button, "aria-label", (action === "drain" ? "Drain " : "Restore ") + server.id);
    return this;
  }

  #showLoad(server, present) {
    const full = server.active && server.inFlight >= server.maxInFlight;
    say(this.#ago, server.lastRequest === null ? "never" : ago(Date.parse(server.lastRequest), present.now));
    mark(this.#ago, "datetime", server.lastRequest || "");
    say(this.#used, server.inFlight + " of " + server.maxInFlight + (full ? ", full" : ""));
    this.#bar.firstChild.style.width = Math.min(100, 100 * server.inFlight / server.maxInFlight) + "%";
    say(this.#cells.get("Queue"), full ? String(present.waiting) : "0");
    say(this.#cells.get("Rate"), rate(server.rate) + "/s");
    say(this.#cells.get("p50"), micros(server.p50));
    say(this.#cells.get("p99"), micros(server.p99));
    say(this.#cells.get("Retries"), count(server.retries));
  }

  #showFailures(server) {
    say(this.#failures, count(failures(server)));
    const lines = Object.entries(server.causes).sort((a, b) => b[1] - a[1]).map(([cause, n]) => count(n) + " " + cause);
    if (this.#causes.dataset.text !== lines.join("\n")) {
      this.#causes.dataset.text = lines.join("\n");
      this.#causes.replaceChildren(...lines.map(line => el("li", {}, line)));
    }
  }
}

/** Returns what the button of a server is for. */
function doing(server) {
  return server.held || server.state === "draining" || server.reason === "server_down" ? "restore" : "drain";
}
