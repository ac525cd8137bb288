// Asks before a server is drained or restored, and tells the balancer.

import { byId, say } from "./dom.js";

const WORDS = {
  drain: { title: "Drain ", path: "server_down", flag: "hold", button: "Drain",
    text: "It gets no new requests; those in flight finish within 30 s, or are left to themselves. It stays out until "
      + "it is restored here, whatever it announces." },
  restore: { title: "Restore ", path: "server_up", flag: "restore", button: "Restore",
    text: "The balancer checks its health, and sends it traffic again if that passes." },
};
const PATIENCE = 10000;

export class Question {
  #dialog = byId("ask");
  #token = byId("ask-token");
  #about = null;

  constructor() {
    byId("ask-cancel").addEventListener("click", () => this.#dialog.close());
    byId("ask-form").addEventListener("submit", event => {
      event.preventDefault();
      this.#tell();
    });
  }

  /** Shows the question; what is typed as the token stays in this page, and goes with it. */
  ask(server, doing, tokenWanted) {
    const words = WORDS[doing];
    this.#about = { server, words };
    say(byId("ask-title"), words.title + server.id + "?");
    say(byId("ask-text"), words.text);
    say(byId("ask-do"), words.button);
    say(byId("ask-error"), "");
    byId("ask-token-row").hidden = !tokenWanted;
    this.#token.required = tokenWanted;
    this.#dialog.showModal();
    (tokenWanted && this.#token.value === "" ? this.#token : byId("ask-cancel")).focus();
  }

  async #tell() {
    const { server, words } = this.#about;
    byId("ask-do").disabled = true;
    try {
      const headers = { "Content-Type": "application/json" };
      if (!byId("ask-token-row").hidden) {
        headers.Authorization = "Bearer " + this.#token.value;
      }
      const answer = await fetch(words.path, { method: "POST", headers, signal: AbortSignal.timeout(PATIENCE),
        body: JSON.stringify({ url: server.url, [words.flag]: true }) });
      const body = await answer.json();
      if (!answer.ok) {
        throw new Error(body.detail || "status " + answer.status);
      }
      this.#dialog.close();
      if (body.active === false) {
        say(byId("announce"), server.id + " is not active yet: " + body.reason);
      }
    } catch (error) {
      say(byId("ask-error"), "Not done: " + error.message);
    } finally {
      byId("ask-do").disabled = false;
    }
  }
}
