// Writes pictures of the dashboard, for eyes and not for a test: node look.mjs URL FOLDER [EXPRESSION]. With an expression of
// JavaScript it waits for up to five minutes until that is true on the page.

import { Browser } from "./browser.mjs";

const [url, folder, expression = "true"] = process.argv.slice(2);
const AMPLE = 300000;
const browser = await Browser.start();
try {
  for (const [width, height] of [[1280, 900], [390, 844]]) {
    for (const scheme of ["light", "dark"]) {
      await browser.open(url, width, height, scheme);
      await browser.until("document.querySelectorAll('#servers tbody tr').length > 0");
      await browser.until(expression, AMPLE);
      await browser.screenshots(`${folder}/dashboard-${width}-${scheme}`, 1300);
      console.log(width, scheme, "scroll width", await browser.evaluate("document.documentElement.scrollWidth"));
    }
  }
  console.log(browser.complaints.length === 0 ? "no complaints" : browser.complaints.join("\n"));
} finally {
  await browser.close();
}
