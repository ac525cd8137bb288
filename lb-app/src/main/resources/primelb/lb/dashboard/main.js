// Puts the parts of the page together: each event of the balancer is shown by all of them.

import { byId, mark, say } from "./dom.js";
import { age, clock } from "./format.js";
import { emptyModel, take } from "./model.js";
import { dealLooks, patterns } from "./look.js";
import { listen } from "./feed.js";
import { Summary } from "./summary.js";
import { Picture } from "./picture.js";
import { Table } from "./table.js";
import { Charts } from "./charts.js";
import { Log } from "./log.js";
import { Question } from "./question.js";

const model = emptyModel();
const question = new Question();
document.body.append(patterns());
const parts = [
  new Summary(byId("summary")),
  new Picture(byId("picture")),
  new Table(byId("servers"), (server, doing) => question.ask(server, doing, model.present.tokenWanted)),
  new Charts(byId("charts")),
  new Log(byId("log")),
];

function show() {
  if (model.present !== null) {
    parts.forEach(part => part.show(model));
  }
}

function onEvent(event) {
  const news = take(model, event);
  if (event.full) {
    dealLooks(event.servers.map(server => server.id));
  }
  document.title = event.servers.filter(server => server.active).length + "/" + event.servers.length + " active \u00b7 Primelb";
  say(byId("about"), event.policy + " \u00b7 up " + age(event.started, event.now));
  if (news.length > 0) {
    say(byId("announce"), news.map(change => change.id + " is " + change.to + ": " + change.cause).join(". "));
  }
  show();
}

function onState(state) {
  mark(byId("connection"), "data-state", state);
  say(byId("connection-text"), state === "live" ? "live"
    : "connection lost, trying again" + (model.present === null ? "" : "; shown is " + clock(model.present.now)));
  byId("main").classList.toggle("stale", state !== "live");
}

addEventListener("resize", show);
listen(onEvent, onState);
