// Writes pictures of a page: node look.mjs URL FOLDER [WAIT_MS]. For eyes, not for a test.

import { Browser } from "./browser.mjs";

const [url, folder, wait = "1500"] = process.argv.slice(2);
const browser = await Browser.start();
try {
  for (const [width, height] of [[1280, 900], [390, 844]]) {
    for (const scheme of ["light", "dark"]) {
      await browser.open(url, width, height, scheme);
      await browser.until("document.querySelectorAll('#servers tbody tr').length > 0");
      await new Promise(resolve => setTimeout(resolve, Number(wait)));
      await browser.screenshots(`${folder}/dashboard-${width}-${scheme}`, 1300);
      console.log(width, scheme, "scroll width", await browser.evaluate("document.documentElement.scrollWidth"));
    }
  }
  console.log(browser.complaints.length === 0 ? "no complaints" : browser.complaints.join("\n"));
} finally {
  await browser.close();
}
