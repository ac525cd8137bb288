package primelb.client.page;

import java.util.List;
import primelb.client.chart.Chart;
import primelb.client.chart.Charts;
import primelb.client.chart.DataTable;
import primelb.client.chart.Markup;
import primelb.client.stored.StoredResult;

/** Everything about one result, as a section of the page. */
final class ResultSection {
    /** These need the whole width; the others stand two beside each other where there is room. */
    private static final List<String> WIDE = List.of("throughput", "latency", "clients");

    private final StoredResult result;
    private final String id;
    private final int level;
    private final Markup out = new Markup();

    /**
     * Makes nothing yet.
     *
     * @param id what begins every name in this section
     * @param level of the headings in it; one above it is the heading of the section, where there is one
     */
    ResultSection(StoredResult result, String id, int level) {
        this.result = result;
        this.id = id;
        this.level = level;
    }

    Markup markup() {
        out.open("section", "id", id, "aria-label", result.name()).line();
        if (level == 3) {
            out.element("h2", Headline.title(result), "class", "result-title").line();
        }
        out.element("p", result.name() + ", measured at " + Headline.date(result), "class", "meta").line();
        verdicts();
        cards();
        out.open("div", "class", "charts").line();
        out.open("section", "class", "chart wide" + (result.repetitions().size() > 1
                ? "" : " figures"), "aria-labelledby", id + "-table");
        heading("A", id + "-table", result.parts().size() == 1 ? "The run in figures" : "The phases in figures");
        table(MeasureTable.of(result), out);
        if (result.repetitions().size() > 1) {
            table(RepetitionTable.of(result.repetitions()), out);
        }
        how("Each column is a phase; a figure with ~ rests on few requests, and - says that there are too few, or that"
                + " nobody knows.");
        out.close().line();
        Charts.of(result, id + "-").forEach(this::chart);
        origin();
        limits();
        return out.close().line().close();
    }

    private void verdicts() {
        out.open("ul", "class", "verdicts");
        if (result.interrupted()) {
            verdict(false, "INTERRUPTED", "this is a part of a result");
        }
        result.trouble().ifPresent(trouble -> verdict(false, "NOT COMPLETED", trouble));
        result.conditions().forEach(condition -> verdict(condition.holds(), condition.holds() ? "PASS" : "FAIL",
                condition.expression() + (condition.holds() ? "" : " (measured: " + condition.measured() + ")")));
        out.close().line();
    }

    private void verdict(boolean good, String word, String text) {
        out.open("li").element("span", word, "class", good ? "word good" : "word wrong").text(text).close();
    }

    private void cards() {
        out.open("ul", "class", "cards");
        for (Headline.Card card : Headline.cards(result)) {
            out.open("li").element("span", card.name(), "class", "name").element("span", card.number(), "class",
                    "number").element("span", card.beside(), "class", "beside").close();
        }
        out.close().line();
    }

    private void chart(Chart chart) {
        String name = id + "-" + chart.id();
        out.open("section", "class", WIDE.contains(chart.id()) ? "chart wide" : "chart", "aria-labelledby", name);
        heading(chart.letter(), name, chart.title());
        out.open("ul", "class", "legend");
        for (Chart.Legend entry : chart.legend()) {
            out.open("li").open("svg", "width", "20", "height", "12", "aria-hidden", "true").add(entry.swatch()).close()
                    .text(entry.label()).close();
        }
        out.close();
        out.open("div", "class", "drawing").open("svg", "width", "100%", "height", String.valueOf(chart.height()),
                "role", "img", "aria-labelledby", name + "-t " + name + "-d");
        out.element("title", chart.title(), "id", name + "-t").element("desc", chart.description(), "id", name + "-d");
        out.add(chart.drawing()).close().close().line();
        if (!chart.notes().isEmpty()) {
            out.open(chart.isNumbered() ? "ol" : "ul", "class", "notes");
            chart.notes().forEach(note -> out.element("li", note));
            out.close();
        }
        how(chart.reading());
        out.open("details").element("summary", "The numbers of " + chart.letter() + " as a table");
        table(chart.table(), out);
        out.close().close().line();
    }

    private void heading(String letter, String name, String title) {
        out.open("h" + level, "id", name, "class", "chart-title")
                .element("span", letter, "class", "letter").text(" " + title).close();
    }

    private void how(String sentence) {
        out.element("p", sentence, "class", "how");
    }

    private void origin() {
        out.open("section", "class", "chart", "aria-labelledby", id + "-origin");
        heading("I", id + "-origin", "Environment");
        out.open("dl");
        OriginTable.of(result).forEach((name, value) -> out.element("dt", name).element("dd", value));
        out.close().close().line();
    }

    private void limits() {
        out.open("section", "class", "chart", "aria-labelledby", id + "-limits");
        heading("J", id + "-limits", "Limits of the measurement");
        out.open("ul", "class", "limits");
        Limits.of(result).forEach(limit -> out.element("li", limit));
        out.close().close().line();
    }

    /** Adds a table that scrolls by itself where it is wider than the page. */
    static void table(DataTable table, Markup out) {
        out.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", table.caption());
        out.open("table").element("caption", table.caption()).open("thead").open("tr");
        table.headings().forEach(heading -> {
            if (heading.isEmpty()) {
                out.element("td", "");
            } else {
                out.element("th", heading, "scope", "col");
            }
        });
        out.close().close().open("tbody").line();
        for (List<String> row : table.rows()) {
            out.open("tr").element("th", row.getFirst(), "scope", "row");
            row.stream().skip(1).forEach(cell -> out.element("td", cell));
            out.close().line();
        }
        out.close().close().close();
    }
}
