package primelb.client.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import primelb.client.stored.StoredResult;

/** All charts of a result. */
public final class Charts {
    private Charts() {
    }

    /**
     * Returns every chart that the result has the numbers for, in the order of their letters.
     *
     * @param prefix begins every name in the drawings, so that several results can be in one document
     */
    public static List<Chart> of(StoredResult result, String prefix) {
        var charts = new ArrayList<>(List.of(ThroughputChart.of(result, prefix), LatencyChart.of(result),
                CdfChart.of(result), SpectrumChart.of(result), SharesChart.of(result)));
        SpeedupChart.of(result).ifPresent(charts::add);
        charts.add(LanesChart.of(result));
        return charts;
    }

    /** Returns the style sheet of the drawings, with the colours for light and dark. */
    public static String css() {
        return resource(Charts.class, "chart.css");
    }

    /** Returns a text that is delivered beside a class. */
    public static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program cannot read its own " + name, e);
        }
    }
}
