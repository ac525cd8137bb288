package primelb.client.page;

import java.util.ArrayList;
import java.util.List;
import primelb.client.chart.Charts;
import primelb.client.chart.DataTable;
import primelb.client.chart.Look;
import primelb.client.chart.Markup;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.text.Format;

/** One HTML file with everything that one or more results say. */
public final class ReportPage {
    /** Nothing is loaded and nothing runs, whatever the results say. */
    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private ReportPage() {
    }

    /** Returns the whole file; there must be at least one result. */
    public static String of(List<StoredResult> results) {
        boolean single = results.size() == 1;
        String title = single ? Headline.title(results.getFirst()) : results.size() + " results";
        var page = new Markup();
        page.open("html", "lang", "en").open("head").leaf("meta", "charset", "utf-8");
        page.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.leaf("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        page.leaf("meta", "name", "color-scheme", "content", "light dark");
        page.element("title", "Primelb: " + title).line();
        page.style(Charts.css() + Charts.resource(ReportPage.class, "page.css")).close().line();
        page.open("body").line();
        page.open("svg", "width", "0", "height", "0", "aria-hidden", "true", "style", "position:absolute")
                .add(Look.patterns()).close().line();
        page.open("header").element("h1", title).close().line();
        page.open("main").line();
        if (!single) {
            contents(results, page);
        }
        for (int at = 0; at < results.size(); at++) {
            page.add(new ResultSection(results.get(at), "r" + (at + 1), single ? 2 : 3).markup()).line();
        }
        page.close().line();
        page.open("footer").element("p", "Made by client-cli report. Times are the client's; nothing on this page was"
                + " loaded from anywhere else.").close().line();
        return "<!DOCTYPE html>\n" + page.close().close().line();
    }

    private static void contents(List<StoredResult> results, Markup page) {
        page.open("nav", "aria-label", "Results").open("ul");
        for (int at = 0; at < results.size(); at++) {
            page.open("li").element("a", results.get(at).name() + ": " + Headline.title(results.get(at)), "href",
                    "#r" + (at + 1)).close();
        }
        page.close().close();
        var rows = new ArrayList<List<String>>();
        for (StoredResult result : results) {
            for (Part part : result.parts()) {
                rows.add(List.of(result.name() + ", " + part.name(), String.valueOf(part.totals().ok()),
                        String.valueOf(part.totals().failed()), Format.rate(part.totals().throughput()),
                        MeasureTable.percentile(part.totals().latency(), 50),
                        MeasureTable.percentile(part.totals().latency(), 99), result.speedup(part).stream()
                                .mapToObj(speedup -> Format.decimals(speedup, 2)).findFirst().orElse("-")));
            }
        }
        ResultSection.table(new DataTable("All results", List.of("", "ok", "failed", "throughput", "p50", "p99",
                "speedup"), rows), page);
    }
}
