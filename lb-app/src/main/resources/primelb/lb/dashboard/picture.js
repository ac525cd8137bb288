// The pool as a picture: clients, the balancer and its servers, joined by lines as wide as the traffic.

import { mark, svg } from "./dom.js";
import { fit, rate } from "./format.js";
import { badge, lookOf, stateOf } from "./look.js";
import { latest } from "./model.js";

const MOST = 12;
const THIN = 1.5;
const WIDE = 15;
const LETTER = 6.9;

export class Picture {
  #box;

  constructor(box) {
    this.#box = box;
  }

  show(model) {
    const width = this.#box.clientWidth;
    if (width === 0) {
      return;
    }
    const present = model.present;
    const shown = present.servers.length > MOST ? present.servers.slice(0, MOST - 1) : present.servers;
    const rest = present.servers.slice(shown.length);
    const rows = shown.length + (rest.length > 0 ? 1 : 0);
    const step = rows > 6 ? 44 : 58;
    const height = Math.max(110, rows * step + 16);
    const place = places(width, height);
    const total = Math.max(latest(model).rate, 0);
    const drawing = svg("svg", { role: "img", width, height, viewBox: `0 0 ${width} ${height}`,
      "aria-label": words(present, total) });

    const middle = height / 2;
    link(drawing, "link", place.clientEnd, middle, place.balancer, middle, total, total);
    const top = middle - (rows - 1) * step / 2;
    shown.forEach((server, row) => serverRow(drawing, server, place, middle, top + row * step, total, step));
    if (rest.length > 0) {
      const sum = rest.reduce((all, server) => all + server.rate, 0);
      const y = top + shown.length * step;
      link(drawing, "link", place.balancerEnd, middle, place.server, y, sum, total);
      node(drawing, place.server, y, place.serverWidth, step - 10, ["and " + rest.length + " more", rate(sum) + "/s"]);
    }
    if (rows === 0) {
      drawing.append(svg("text", { x: place.server, y: middle + 4, class: "soft" }, "no server yet"));
    }
    node(drawing, 0, middle, place.clientWidth, 56, ["clients", rate(total) + "/s"]);
    node(drawing, place.balancer, middle, place.balancerWidth, 72,
      ["balancer", place.narrow ? null : present.policy, present.waiting > 0 ? present.waiting + " wait" : "none wait"], "hub");
    this.#box.replaceChildren(drawing);
  }
}

function places(width, height) {
  const narrow = width < 480;
  const clientWidth = narrow ? 66 : 84;
  const balancerWidth = narrow ? 84 : 128;
  const serverWidth = narrow ? Math.min(140, width * 0.36) : Math.max(180, width * 0.34);
  const free = width - clientWidth - balancerWidth - serverWidth;
  const balancer = clientWidth + free * 0.4;
  return { clientWidth, clientEnd: clientWidth, balancer, balancerWidth, balancerEnd: balancer + balancerWidth,
    server: width - serverWidth, serverWidth, height, narrow };
}

function serverRow(drawing, server, place, middle, y, total, step) {
  const state = stateOf(server);
  const style = server.active ? "link stroke" + lookOf(server.id) : "link off " + state;
  link(drawing, style, place.balancerEnd, middle, place.server, y, server.active ? server.rate : 0, total);
  const group = node(drawing, place.server, y, place.serverWidth, step - 10,
    [server.id, server.active ? (place.narrow ? "" : "active, ") + rate(server.rate) + "/s" : state === "held" ? "drained" : state],
    "server " + state, 30);
  const icon = badge(state);
  mark(icon, "x", String(place.server + 8));
  mark(icon, "y", String(y - 8));
  group.append(icon);
  group.prepend(svg("title", {}, server.id + " " + server.url));
}

function node(drawing, x, y, width, height, lines, style = "", indent = 8) {
  const group = svg("g", { class: "node " + style },
    svg("rect", { x: x + 0.75, y: y - height / 2, width: width - 1.5, height, rx: 8 }));
  const letters = Math.floor((width - indent - 4) / LETTER);
  lines.filter(line => line !== null).forEach((line, at, all) => group.append(svg("text",
    { x: x + indent, y: y + 4.5 + (at - (all.length - 1) / 2) * 17, class: at === 0 ? "strong" : "soft" },
    fit(line, letters))));
  drawing.append(group);
  return group;
}

function link(drawing, style, x1, y1, x2, y2, part, total) {
  const width = total > 0 && part > 0 ? THIN + WIDE * Math.min(1, part / total) : THIN;
  const bend = (x2 - x1) / 2;
  drawing.append(svg("path", { class: part > 0 ? style : style + " idle",
    d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, "stroke-width": width.toFixed(1) }));
}

function words(present, total) {
  return "Clients send " + rate(total) + " requests a second to the balancer. "
    + (present.servers.length === 0 ? "No server is registered."
      : present.servers.map(server => server.id + ": " + (server.active ? rate(server.rate) + " a second"
        : server.state)).join("; ") + ".");
}
