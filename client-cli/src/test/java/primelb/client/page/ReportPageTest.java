package primelb.client.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import primelb.client.stored.ResultReader;
import primelb.client.stored.StoredResult;
import primelb.client.stored.UnreadableResult;
import primelb.client.testing.Document;
import primelb.client.testing.Harness;
import primelb.client.testing.Results;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonWriter;

/** The page has everything, is what it says, and nothing in a result can make it anything else. */
class ReportPageTest {
    private static final String HOSTILE = "\"><script>alert(1)</script><img src=\"http://evil.example/\" onerror='x'>";
    private static final JsonObject PHASES = Results.phases(Results.recording(90, 900, "server1", "server2"),
            Results.failing(90, 1800, 30, "server1"), Results.recording(90, 900, "server1", "server2"));
    private static final JsonObject RUN = Results.run(Results.failing(60, 600, 6, "server1"));

    @Test
    void theSameResultsGiveTheSameBytes() {
        assertEquals(page(PHASES), page(PHASES));
        assertEquals(page(Harness.json(JsonWriter.pretty(PHASES))), page(PHASES));
    }

    @Test
    void everySectionFromAToJIsThereOnceWithATitle() {
        Document page = Document.of(page(PHASES));
        List<String> letters = page.all("span").stream().filter(span -> span.getAttribute("class").equals("letter"))
                .map(Element::getTextContent).toList();
        assertEquals(List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J"), letters);
        assertEquals(9, Document.of(page(RUN)).all("span").stream()
                .filter(span -> span.getAttribute("class").equals("letter")).count(), "a run has no speedup");
    }

    @Test
    void everyDrawingHasWordsForThoseWhoCannotSeeItAndItsNumbersAsATable() {
        Document page = Document.of(page(PHASES));
        List<Element> drawings = page.all("svg").stream().filter(svg -> svg.getAttribute("role").equals("img")).toList();
        assertEquals(7, drawings.size());
        for (Element drawing : drawings) {
            for (String id : drawing.getAttribute("aria-labelledby").split(" ")) {
                assertFalse(page.byId(id).getTextContent().isBlank(), id);
            }
            Element section = (Element) drawing.getParentNode().getParentNode();
            assertEquals(1, section.getElementsByTagName("details").getLength());
            assertTrue(section.getElementsByTagName("tbody").item(0).getChildNodes().getLength() > 0);
            assertTrue(classes(section).contains("how"), "one sentence on how to read it");
        }
    }

    @Test
    void namesAreUniqueAndWhatPointsToOneFindsIt() {
        String html = ReportPage.of(List.of(stored("a.json", PHASES), stored("b.json", RUN)));
        Document page = Document.of(html);
        List<String> ids = page.ids();
        assertEquals(ids.size(), ids.stream().distinct().count());
        Matcher pointers = Pattern.compile("url\\(#([^)]+)\\)|href=\"#([^\"]+)\"").matcher(html);
        while (pointers.find()) {
            String id = pointers.group(1) == null ? pointers.group(2) : pointers.group(1);
            assertTrue(ids.contains(id), id);
        }
    }

    @Test
    void nothingIsLoadedAndNothingRuns() {
        String html = page(PHASES);
        Document page = Document.of(html);
        for (String name : List.of("script", "link", "img", "iframe", "object", "embed", "form", "base")) {
            assertEquals(0, page.all(name).size(), name);
        }
        assertFalse(Pattern.compile("(?:src|href)=\"(?!#)|url\\((?!#)|@import| on\\w+=\"").matcher(html).find());
        assertTrue(html.contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;\""), html);
    }

    @Test
    void whateverAFileSaysIsTextOnThePage() {
        JsonObject hostile = PHASES;
        for (String way : List.of("environment.processor", "environment.jdk", "environment.date", "plan.url",
                "plan.method", "control.server", "system.policy", "system.limitSource", "speedup.assumption",
                "phases.0.title", "phases.0.result.servers.0.name", "phases.1.result.failures.0.kind",
                "phases.1.result.failures.0.firstExample", "thresholds.0.expression", "thresholds.0.measured",
                "transitions.0.kind", "phases.0.detail.samples.servers.0")) {
            hostile = Results.with(hostile, way, new JsonString(HOSTILE));
        }
        Document page = Document.of(ReportPage.of(List.of(stored(HOSTILE, hostile))));
        assertEquals(0, page.all("script").size());
        assertEquals(0, page.all("img").size());
        assertTrue(page.text().contains(HOSTILE));
        assertFalse(MarkdownTable.of(List.of(stored(HOSTILE, hostile))).contains("<"));
    }

    @Test
    void aThousandRoundsOfDamageGiveAPageOrAReason() {
        var random = new Random(20261122);
        String json = JsonWriter.compact(RUN);
        int read = 0;
        for (int round = 0; round < 1_000; round++) {
            var damaged = new StringBuilder(json);
            for (int change = 0; change < 1 + random.nextInt(3); change++) {
                int at = random.nextInt(damaged.length());
                damaged.setCharAt(at, "0123456789-.,:[]{}\"etr".charAt(random.nextInt(22)));
            }
            JsonObject object;
            try {
                object = Harness.json(damaged.toString());
            } catch (AssertionError | ClassCastException _) {
                continue;
            }
            try {
                Document.of(ReportPage.of(List.of(ResultReader.of("damaged.json", object))));
                read++;
            } catch (UnreadableResult e) {
                assertTrue(e.getMessage().startsWith("damaged.json: "), e.getMessage());
            }
        }
        assertTrue(read > 50, "only " + read + " were read");
    }

    @Test
    void aLongRunDoesNotMakeALongPage() {
        JsonObject many = Results.run(Results.recording(200_000, 60_000, "server1", "server2", "server3"));
        String html = page(many);
        assertTrue(html.length() < 900_000, html.length() + " characters");
        assertTrue(html.contains("of 200000 requests are drawn"), "what is kept is said");
    }

    @Test
    void aPartOfAResultSaysThatItIsOne() {
        JsonObject part = Results.with(PHASES, "interrupted", Harness.json("{\"it\":true}").get("it").orElseThrow());
        assertTrue(Document.of(page(part)).text().contains("INTERRUPTED"));
        assertTrue(Document.of(page(Results.with(PHASES, "trouble", new JsonString("no such container")))).text()
                .contains("NOT COMPLETED"));
    }

    @Test
    void aRunOfNoRequestsIsAPageToo() {
        String html = page(Results.run(Results.failing(3, 30, 1, "server1")));
        assertTrue(Document.of(html).text().contains("no request was ok"), html);
    }

    @Test
    void aClosedLoopIsCalledOneInEveryOutput() {
        assertTrue(Document.of(page(RUN)).text().contains("closed loop"));
    }

    private static List<String> classes(Element section) {
        var classes = new ArrayList<String>();
        NodeList all = section.getElementsByTagName("p");
        for (int at = 0; at < all.getLength(); at++) {
            classes.add(((Element) all.item(at)).getAttribute("class"));
        }
        return classes;
    }

    private static StoredResult stored(String name, JsonObject json) {
        return Results.stored(name, json);
    }

    private static String page(JsonObject json) {
        return ReportPage.of(List.of(stored("r.json", json)));
    }
}
