// The ground of a chart: its axes, and the marks of changes of state.

import { svg } from "./dom.js";
import { clock } from "./format.js";
import { linear, logarithmic, timeTicks } from "./scale.js";

const LEFT = 52;
const RIGHT = 8;
const BOTTOM = 18;

/** What one chart is drawn on: x of a time, y of a value, and the drawing itself. */
export class Plot {
  constructor(width, height, now, span, range, label, marks) {
    this.top = marks ? 20 : 6;
    this.bottom = height - BOTTOM;
    this.left = LEFT;
    this.right = width - RIGHT;
    this.from = now - span;
    this.now = now;
    this.x = linear(this.from, now, this.left, this.right);
    this.y = (range[0] > 0 ? logarithmic : linear)(...range, this.bottom, this.top);
    this.drawing = svg("svg", { role: "img", width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    this.drawing.append(svg("rect", { class: "ground", x: this.left, y: this.top,
      width: this.right - this.left, height: this.bottom - this.top }));
  }

  /** Draws lines at values, with their texts; the first is the axis. */
  values(values, text) {
    for (const [at, value] of values.entries()) {
      const y = Math.round(this.y(value)) + 0.5;
      this.drawing.append(svg("path", { class: at === 0 ? "axis" : "grid", d: `M${this.left} ${y}H${this.right}` }),
        svg("text", { class: "tick", x: this.left - 6, y: y + 4, "text-anchor": "end" }, text(value)));
    }
  }

  times() {
    for (const tick of timeTicks(this.from, this.now, this.right - this.left, 64)) {
      const x = Math.round(this.x(tick)) + 0.5;
      this.drawing.append(svg("path", { class: "grid", d: `M${x} ${this.top}V${this.bottom}` }));
      if (x > this.left + 14 && x < this.right - 14) {
        this.drawing.append(svg("text", { class: "tick", x, y: this.bottom + 13, "text-anchor": "middle" }, clock(tick, false)));
      }
    }
  }

  /** Draws a line at each change of state; with numbers, those of the log. */
  changes(changes, numbered) {
    const shown = changes.filter(change => change.t > this.from);
    for (const x of new Set(shown.map(change => Math.round(this.x(change.t))))) {
      this.drawing.append(svg("path", { class: "event", d: `M${x + 0.5} ${this.top}V${this.bottom}` }));
    }
    if (numbered) {
      discs(shown, change => this.x(change.t)).forEach(disc => this.#number(disc));
    }
  }

  #number(disc) {
    const left = Math.min(Math.max(disc.left, 0), this.right + RIGHT - disc.width);
    this.drawing.append(svg("rect", { class: "disc", x: left, y: 2, width: disc.width, height: 15, rx: 7.5 }),
      svg("text", { class: "discno", x: left + disc.width / 2, y: 13.2, "text-anchor": "middle" }, disc.text));
  }

  add(...elements) {
    this.drawing.append(...elements);
  }
}

/** Returns a disc for each change, or one for several where theirs would lie upon each other. */
function discs(changes, place) {
  const all = [];
  for (const change of changes) {
    let next = disc(place(change), place(change), change.n, change.n);
    while (all.length > 0 && next.left < all[all.length - 1].right + 1) {
      const last = all.pop();
      next = disc(last.from, next.to, last.first, next.last);
    }
    all.push(next);
  }
  return all;
}

function disc(from, to, first, last) {
  const text = first === last ? String(first) : first + "\u2013" + last;
  const width = 8 + 6.6 * text.length;
  const left = (from + to - width) / 2;
  return { from, to, first, last, text, width, left, right: left + width };
}
