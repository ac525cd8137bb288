// A headless Chromium over its DevTools pipe: no port, no package. Node's own modules only.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PATIENCE = 30000;
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe"];

/** A browser with one page. Must be closed. */
export class Browser {
  #process;
  #profile = mkdtempSync(join(tmpdir(), "primelb-chromium."));
  #asked = 0;
  #waiting = new Map();
  #session = undefined;
  complaints = [];

  static async start() {
    const browser = new Browser();
    browser.#process = spawn("chromium", [...FLAGS, "--user-data-dir=" + browser.#profile, "about:blank"],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    browser.#listen();
    const { targetInfos } = await browser.call("Target.getTargets");
    const page = targetInfos.find(target => target.type === "page");
    const { sessionId } = await browser.call("Target.attachToTarget", { targetId: page.targetId, flatten: true });
    browser.#session = sessionId;
    for (const domain of ["Page", "Runtime", "Log"]) {
      await browser.call(domain + ".enable");
    }
    return browser;
  }

  #listen() {
    let text = "";
    this.#process.stdio[4].setEncoding("utf8").on("data", part => {
      const messages = (text + part).split("\0");
      text = messages.pop();
      messages.map(message => JSON.parse(message)).forEach(message => this.#take(message));
    });
  }

  #take(message) {
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    } else if (["Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"].includes(message.method)) {
      this.complaints.push(JSON.stringify(message.params));
    }
  }

  /** Carries out a command and returns its result. */
  call(method, params = {}) {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(method + " was not answered within " + PATIENCE + " ms")), PATIENCE);
      this.#waiting.set(id, message => {
        clearTimeout(timer);
        if (message.error) {
          reject(new Error(method + ": " + message.error.message));
        } else {
          resolve(message.result);
        }
      });
      this.#process.stdio[3].write(JSON.stringify({ id, method, params, sessionId: this.#session }) + "\0");
    });
  }

  /** Shows a page at this size, in light or dark. */
  async open(url, width, height, scheme) {
    await this.call("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    await this.call("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
    await this.call("Page.navigate", { url });
    await this.until("location.href.startsWith(" + JSON.stringify(url) + ") && document.readyState === 'complete'");
  }

  /** Returns what an expression is; a promise is awaited. */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.call("Runtime.evaluate",
      { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    }
    return result.value;
  }

  /** Returns once an expression is true. */
  async until(expression, patience = PATIENCE) {
    const end = Date.now() + patience;
    while (!await this.evaluate(expression)) {
      if (Date.now() > end) {
        throw new Error("waited " + patience + " ms in vain for " + expression);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  /** Writes pictures of the whole page, none of them higher than so many pixels. */
  async screenshots(file, most) {
    const width = await this.evaluate("innerWidth");
    const whole = await this.evaluate("document.documentElement.scrollHeight");
    for (let y = 0, part = 1; y < whole; y += most, part++) {
      const { data } = await this.call("Page.captureScreenshot", { format: "png", captureBeyondViewport: true,
        clip: { x: 0, y, width, height: Math.min(most, whole - y), scale: 1 } });
      writeFileSync(`${file}-${part}.png`, Buffer.from(data, "base64"));
    }
  }

  async close() {
    const ended = new Promise(resolve => this.#process.once("exit", resolve));
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), PATIENCE);
    this.#session = undefined;
    this.call("Browser.close").catch(() => {});
    await ended;
    clearTimeout(timer);
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
