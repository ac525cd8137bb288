package primelb.client.page;

import java.util.List;

import primelb.client.chart.Chart;
import primelb.client.chart.ChartFile;
import primelb.client.chart.Charts;
import primelb.client.chart.Markup;

/** One HTML file with a text and charts, where there is no measured result behind them. */
public final class ChartsPage {
    private ChartsPage() {
    }

    /**
     * Returns the whole file.
     *
     * @param title stands over all
     * @param text is shown as it is, in letters of equal width
     */
    public static String of(String title, String text, List<Chart> charts) {
        var page = new Markup();
        page.open("html", "lang", "en").open("head").leaf("meta", "charset", "utf-8");
        page.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.leaf("meta", "http-equiv", "Content-Security-Policy", "content", ReportPage.POLICY);
        page.leaf("meta", "name", "color-scheme", "content", "light dark");
        page.element("title", "Primelb: " + title).line();
        page.style(Charts.css() + Charts.resource(ReportPage.class, "page.css")).close().line();
        page.open("body").line().open("header").element("h1", title).close().line().open("main").line();
        page.element("pre", text).line();
        for (Chart chart : charts) {
            page.open("figure").line().add(ChartFile.markup(chart, chart.title(), chart.id() + "-")).line()
                    .element("figcaption", chart.reading()).close().line();
            ResultSection.table(chart.table(), page);
        }
        page.close().line().open("footer").element("p", "Made by client-cli simulate. Times are virtual; nothing on this"
                + " page was loaded from anywhere else.").close().line();
        return "<!DOCTYPE html>\n" + page.close().close().line();
    }
}
