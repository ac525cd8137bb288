package primelb.client.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @Test
    void aLinearAxisEndsOnARoundNumberThatIsNotBelowTheMost() {
        assertEquals(List.of(0.0, 20.0, 40.0, 60.0), Axis.linear(56).ticks());
        assertEquals(60, Axis.linear(60).high());
        assertEquals(List.of(0.0, 1.0), Axis.linear(0).ticks());
    }

    @Test
    void anExactAxisEndsWhereTheDataEnds() {
        Axis axis = Axis.exact(103_000_000, 6);
        assertEquals(List.of(0.0, 2e7, 4e7, 6e7, 8e7, 1e8), axis.ticks());
        assertEquals(1, axis.place(103_000_000));
        assertEquals(0.5, axis.place(51_500_000));
    }

    @Test
    void onALogarithmicAxisEqualRatiosAreEqualDistances() {
        Axis axis = Axis.logarithmic(1_000, 100_000, 8);
        assertEquals(0.5, axis.place(10_000), 1e-9);
        assertEquals(0, axis.place(0));
        assertEquals(1, axis.place(1e12));
    }

    @Test
    void wideRangesNameFewerOfTheirRoundNumbers() {
        assertEquals(List.of(20e3, 50e3, 100e3, 200e3, 500e3, 1e6), Axis.logarithmic(25e3, 900e3, 8).ticks());
        assertEquals(List.of(30e3, 100e3, 300e3, 1e6, 3e6), Axis.logarithmic(25e3, 4.6e6, 6).ticks());
        assertEquals(List.of(1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7), Axis.logarithmic(1, 1e7, 6).ticks());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "200,200 us", "1500,1.5 ms", "20000,20 ms", "1500000,1.5 s", "110000000,110 s",
        "180000000,3 min", "125000000,125 s"})
    void timesHaveNoDigitsThatSayNothing(double micros, String text) {
        assertEquals(text, Axis.time(micros));
    }

    @Test
    void anyRangeHasAnAxisWithTicksInsideIt() {
        var random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            double least = Math.exp(random.nextDouble() * 36);
            double most = least * Math.exp(random.nextDouble() * 10);
            for (Axis axis : List.of(Axis.logarithmic(least, most, 6), Axis.linear(most), Axis.exact(most, 6))) {
                assertTrue(axis.high() > axis.low() && axis.high() >= most * 0.999_999, axis::toString);
                assertTrue(axis.ticks().size() <= 20 && !axis.ticks().isEmpty(), axis::toString);
                axis.ticks().forEach(tick -> assertTrue(tick >= axis.low() * 0.999_999
                        && tick <= axis.high() * 1.000_001, axis::toString));
            }
        }
    }
}
