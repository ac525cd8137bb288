package primelb.client.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdParserTest {
    @Test
    void readsEveryKindOfCondition() {
        assertEquals(threshold("failed==0", new Metric.Failed(), Comparison.EQUAL, 0), parse("failed==0"));
        assertEquals(threshold("p99<2s", new Metric.Percentile(0.99), Comparison.BELOW, 2e9), parse("p99<2s"));
        assertEquals(threshold("p99.9<=250ms", new Metric.Percentile(0.999), Comparison.AT_MOST, 250e6),
                parse("p99.9<=250ms"));
        assertEquals(threshold("share(server2)>=45%", new Metric.Share("server2"), Comparison.AT_LEAST, 45),
                parse("share(server2)>=45%"));
        assertEquals(threshold("speedup>=1.8", new Metric.Speedup(), Comparison.AT_LEAST, 1.8),
                parse("speedup>=1.8"));
        assertEquals(threshold(" rps > 30 ", new Metric.Throughput(), Comparison.ABOVE, 30), parse(" rps > 30 "));
        assertEquals(threshold("throughput>30", new Metric.Throughput(), Comparison.ABOVE, 30),
                parse("throughput>30"));
        assertEquals(threshold("max!=1m", new Metric.Max(), Comparison.NOT_EQUAL, 60e9), parse("max!=1m"));
        assertEquals(new Threshold("phase2.mean<30s", OptionalInt.of(2), new Metric.Mean(), Comparison.BELOW, 30e9),
                parse("phase2.mean<30s"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "p99<<2s | 'p99<<2s' at 5: expected a duration such as 2s or 250ms, found '<2s'",
        "p99<2 | 'p99<2' at 5: expected a duration such as 2s or 250ms, found '2'",
        "p99 | 'p99' at 4: expected one of == != <= >= < >, found the end",
        "failed==none | 'failed==none' at 9: expected a whole number, found 'none'",
        "failed=0 | 'failed=0' at 7: expected one of == != <= >= < >, found '=0'",
        "share(server2)>=45 | 'share(server2)>=45' at 17: expected a percentage such as 45%, found '45'",
        "speedup>=fast | 'speedup>=fast' at 10: expected a number such as 1.8, found 'fast'",
        "p0<1s | 'p0<1s' at 1: expected a percentile above p0 (the least is min), found 'p0<1s'"})
    void saysWhereAMistakeIsAndWhatWasExpected(String text, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> parse(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"\"\"", "latency<2s", "p100<2s", "p<2s", "FAILED==0", "phase4.max<2s",
        "share()>1%", "failed==-1", "failed==0 p99<2s", "p99<2s;", "speedup>=1e9"})
    void refusesWhatItDoesNotUnderstandCompletely(String text) {
        assertThrows(IllegalArgumentException.class, () -> parse(text));
    }

    private static Threshold parse(String text) {
        return ThresholdParser.parse(text);
    }

    private static Threshold threshold(String text, Metric metric, Comparison comparison, double limit) {
        return new Threshold(text, OptionalInt.empty(), metric, comparison, limit);
    }
}
