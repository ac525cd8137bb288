package primelb.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTextTest {

    @Test
    void prometheusNamesCountersAsTheirSamples() {
        var text = new MetricsText(MetricsFormat.PROMETHEUS);
        text.counter("primelb_requests_total", "Requests.").sample(3, "code", "2xx");

        assertEquals("""
                # HELP primelb_requests_total Requests.
                # TYPE primelb_requests_total counter
                primelb_requests_total{code="2xx"} 3
                """, text.finish());
    }

    @Test
    void openMetricsNamesTheFamilyWithoutTheSuffixAndSaysThatItIsComplete() {
        var text = new MetricsText(MetricsFormat.OPEN_METRICS);
        text.counter("primelb_requests_total", "Requests.").sample(3, "code", "2xx");

        assertEquals("""
                # HELP primelb_requests Requests.
                # TYPE primelb_requests counter
                primelb_requests_total{code="2xx"} 3
                # EOF
                """, text.finish());
    }

    @ParameterizedTest
    @EnumSource
    void nothingInALabelEndsItsLineOrItsValue(MetricsFormat format) {
        var text = new MetricsText(format);
        text.gauge("up", "A \"help\" of\ntwo lines \\.").sample(1, "server", "a\"} 1\nforged 2 \\");

        assertTrue(text.finish().contains("up{server=\"a\\\"} 1\\nforged 2 \\\\\"} 1\n"), text::finish);
        assertEquals(format == MetricsFormat.OPEN_METRICS ? 4 : 3, text.finish().lines().count());
    }

    @Test
    void bucketsOfAHistogramAddUpToItsCount() {
        var histogram = new LatencyHistogram();
        histogram.record(1_000_000);
        histogram.record(1_000_001);
        histogram.record(120_000_000_000L);
        String text = new MetricsText(MetricsFormat.PROMETHEUS).histogram("d_seconds", "D.")
                .sample(histogram.snapshot(), "server", "s").finish();

        assertTrue(text.contains("d_seconds_bucket{server=\"s\",le=\"0.0005\"} 0\n"), text);
        assertTrue(text.contains("d_seconds_bucket{server=\"s\",le=\"0.001\"} 1\n"), text);
        assertTrue(text.contains("d_seconds_bucket{server=\"s\",le=\"1.0\"} 2\n"), text);
        assertTrue(text.contains("d_seconds_bucket{server=\"s\",le=\"60.0\"} 2\n"), text);
        assertTrue(text.contains("d_seconds_bucket{server=\"s\",le=\"+Inf\"} 3\n"), text);
        assertTrue(text.contains("d_seconds_sum{server=\"s\"} 120.002000001\n"), text);
        assertTrue(text.contains("d_seconds_count{server=\"s\"} 3\n"), text);
    }

    @Test
    void countsByNameBecomeSamples() {
        var text = new MetricsText(MetricsFormat.PROMETHEUS).counter("f_total", "F.");
        text.samples(new TreeMap<>(Map.of("refused", 2L)), "cause", "server", "s");

        assertTrue(text.finish().endsWith("f_total{server=\"s\",cause=\"refused\"} 2\n"));
    }

    @Test
    void refusesWhatWouldBeNoMetric() {
        var text = new MetricsText(MetricsFormat.PROMETHEUS);

        assertThrows(IllegalArgumentException.class, () -> text.counter("requests", "No suffix."));
        assertThrows(IllegalArgumentException.class, () -> text.gauge("Bad-Name", "?"));
        assertThrows(IllegalArgumentException.class, () -> text.gauge("a", "A.").sample(1, "label"));
        assertThrows(IllegalStateException.class, () -> text.gauge("a", "Again."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PROMETHEUS|''",
        "PROMETHEUS|*/*",
        "PROMETHEUS|text/plain",
        "OPEN_METRICS|application/openmetrics-text",
        "OPEN_METRICS|application/openmetrics-text; version=1.0.0; charset=utf-8",
        "PROMETHEUS|application/openmetrics-text; version=0.0.1",
        "PROMETHEUS|application/openmetrics-text;q=0",
        "PROMETHEUS|application/openmetrics-text;q=0.2,text/plain;q=0.5",
        "PROMETHEUS|application/openmetrics-text;q=many",
        // What Prometheus 2.42 and 3 send.
        "OPEN_METRICS|application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "OPEN_METRICS|application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"})
    void theScraperChoosesTheFormat(MetricsFormat expected, String accept) {
        assertEquals(expected, MetricsFormat.accepted(accept));
    }
}
