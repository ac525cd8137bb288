// Asks axe-core about the dashboard: node axe.mjs URL AXE_FILE. On a desk and a phone, in light and dark, with the question
// closed and open. Ends with 1 and says what is wrong where there is a violation.

import { readFileSync } from "node:fs";
import { Browser } from "./browser.mjs";

const [url, axeFile] = process.argv.slice(2);
const axe = readFileSync(axeFile, "utf8");
const browser = await Browser.start();
let violations = 0;
let passes = 0;

async function check(where) {
  // Injected by the debugger: the page itself lets no script from elsewhere in.
  const result = JSON.parse(await browser.evaluate("axe.run(document, { resultTypes: ['violations'] }).then(JSON.stringify)"));
  passes += result.passes.length;
  for (const violation of result.violations) {
    violations++;
    console.log(`${where}: ${violation.id} (${violation.impact}): ${violation.help}`);
    violation.nodes.forEach(node => console.log(`    ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`));
  }
}

try {
  for (const [width, height] of [[1280, 900], [390, 844]]) {
    for (const scheme of ["light", "dark"]) {
      const where = `${width} ${scheme}`;
      await browser.open(url, width, height, scheme);
      await browser.until("document.querySelectorAll('.servers tbody tr').length > 1"
        + " && document.querySelector('.servers tbody tr[data-state=inactive]') !== null");
      await browser.evaluate(axe + ";0");
      await browser.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; }), 0");
      await browser.until("document.querySelectorAll('.figures tbody tr').length > 0");
      await check(where);
      await browser.evaluate("document.querySelector('.servers tbody button').click(), 0");
      await browser.until("document.querySelector('dialog[open]') !== null");
      await check(where + ", question open");
    }
  }
  if (browser.complaints.length > 0) {
    violations += browser.complaints.length;
    console.log("the console said:\n" + browser.complaints.join("\n"));
  }
  console.log(`axe-core: ${violations} violations, ${passes} rules passed in 8 views`);
} finally {
  await browser.close();
}
process.exitCode = violations === 0 ? 0 : 1;
