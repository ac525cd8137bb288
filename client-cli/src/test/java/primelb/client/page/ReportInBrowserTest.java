package primelb.client.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.testing.Results;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonBoolean;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.testing.Browser;

/** The page as a browser shows it. Skipped, and said so, where there is no Chromium. */
@Timeout(180)
class ReportInBrowserTest {
    @TempDir
    private static Path folder;
    private static Browser browser;
    private static URI page;

    @BeforeAll
    static void open() throws Exception {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "skipped: no chromium on PATH (apt-get install chromium)");
        Path file = folder.resolve("report.html");
        Files.writeString(file, ReportPage.of(List.of(Results.stored("phases.json", Results.phases(
                Results.recording(500, 9_700, "server1", "server2"), Results.failing(500, 20_300, 100, "server1"),
                Results.recording(500, 9_700, "server1", "server2"))))));
        page = file.toUri();
        browser = Browser.start(chromium.get(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void itFitsAPhoneAndADeskWithoutScrollingSideways() {
        for (int width : List.of(390, 1280)) {
            browser.open(page, width, 900);
            assertTrue(browser.number("document.documentElement.scrollWidth") <= width, "at " + width);
            assertEquals(7, browser.number("document.querySelectorAll('svg[role=img]').length"));
            assertTrue(browser.number("Math.min(...[...document.querySelectorAll('svg[role=img]')]"
                    + ".map(svg => svg.getBoundingClientRect().width))") > 200, "at " + width);
            assertEquals(12, browser.number("parseFloat(getComputedStyle(document.querySelector('.tick')).fontSize)"),
                    "letters keep their size");
        }
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void everyMarkIsInItsDrawing() {
        browser.open(page, 1280, 900);
        assertEquals(0, browser.number("[...document.querySelectorAll('svg[role=img] path, svg[role=img] rect')]"
                + ".filter(e => !e.closest('defs') && !e.closest('clipPath')).filter(e => {"
                + "const b = e.getBoundingClientRect(), d = e.closest('svg[role=img]').getBoundingClientRect();"
                + "return b.width > 0 && (b.left < d.left - 8 || b.right > d.right + 8"
                + " || b.top < d.top - 8 || b.bottom > d.bottom + 8)}).length"));
    }

    @Test
    void darkIsDark() {
        browser.call("Emulation.setEmulatedMedia", JsonObject.builder().put("features", JsonArray.of(
                JsonObject.builder().put("name", "prefers-color-scheme").put("value", "dark").build())).build());
        browser.open(page, 1280, 900);
        assertEquals(new JsonString("rgb(17, 21, 28)"),
                browser.evaluate("getComputedStyle(document.body).backgroundColor"));
        browser.call("Emulation.setEmulatedMedia", JsonObject.builder().put("features",
                new JsonArray(List.of())).build());
    }

    @Test
    void aTableOpensWithTheKeyboardAlone() {
        browser.open(page, 390, 900);
        assertEquals(new JsonBoolean(true), browser.evaluate(
                "(() => {const s = document.querySelector('summary'); s.focus();"
                        + " return document.activeElement === s && !s.parentNode.open})()"));
        browser.pressEnter();
        assertEquals(new JsonBoolean(true), browser.evaluate("document.querySelector('summary').parentNode.open"));
        assertTrue(browser.number("document.documentElement.scrollWidth") <= 390, "a table scrolls by itself");
    }

    @Test
    void itPrintsOnTwoPages() {
        browser.open(page, 1280, 900);
        JsonObject pdf = browser.call("Page.printToPDF", JsonObject.builder().put("preferCSSPageSize", true)
                .put("printBackground", true).build());
        String text = new String(Base64.getDecoder().decode(pdf.text("data").orElseThrow()), StandardCharsets.ISO_8859_1);
        assertFalse(text.isEmpty());
        assertEquals(2, Pattern.compile("/Type */Page[^s]").matcher(text).results().count());
    }
}
