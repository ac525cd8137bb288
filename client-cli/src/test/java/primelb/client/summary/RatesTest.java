package primelb.client.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import primelb.client.load.LoadPlan;
import primelb.client.load.Pacer;
import primelb.client.load.Recording;
import primelb.client.load.StopRule;
import primelb.client.testing.Samples;

class RatesTest {
    @Test
    void aClosedLoopOffersNothingAndAlwaysKeepsUp() {
        Rates rates = Rates.of(samples(10, 100).recording(), plan(new StopRule.Total(10), new Pacer.ClosedLoop()));
        assertEquals(OptionalDouble.empty(), rates.offered());
        assertEquals(10, rates.sent(), 1e-9);
        assertEquals(10, rates.completed(), 1e-9);
        assertTrue(rates.keptUp());
    }

    @Test
    void anOpenLoopThatSentEverythingHasThreeEqualRates() {
        Rates rates = Rates.of(samples(20, 100).recording(), open(new StopRule.After(Duration.ofSeconds(2))));
        assertEquals(new Rates(OptionalDouble.of(10), 10, 10), rates);
    }

    @Test
    void whatWasNotSentInTimeIsMissingFromTheRateSent() {
        Rates rates = Rates.of(samples(10, 200).recording(), open(new StopRule.After(Duration.ofSeconds(2))));
        assertEquals(0.5, rates.sentShare(), 1e-9);
        assertFalse(rates.keptUp());
    }

    @Test
    void aTotalThatTookLongerThanPlannedWasSentMoreSlowly() {
        // Due within a second, but the last one was begun at 1.9 s.
        Rates rates = Rates.of(samples(10, 200).recording(), open(new StopRule.Total(10)));
        assertEquals(10, rates.offered().orElseThrow(), 1e-9);
        assertEquals(10 / 1.9, rates.sent(), 1e-9);
        assertEquals(5, rates.completed(), 1e-9);
        assertFalse(rates.keptUp());
    }

    @Test
    void ofAPartWhatWasDueUntilItsEndCounts() {
        Rates rates = Rates.of(samples(10, 100).recording(), open(new StopRule.After(Duration.ofSeconds(60))), true);
        assertEquals(new Rates(OptionalDouble.of(10), 10, 10), rates);
    }

    @Test
    void nothingSentIsNoRate() {
        Rates rates = Rates.of(new Recording(0, List.of(), 0, false), open(new StopRule.Total(10)));
        assertEquals(0, rates.sent());
        assertFalse(rates.keptUp());
    }

    /** So many requests that end in equal steps and take 100 ms. */
    private static Samples samples(int count, long everyMillis) {
        var samples = new Samples();
        for (int request = 1; request <= count; request++) {
            samples.ok("server1", request * everyMillis, 100);
        }
        return samples;
    }

    private static LoadPlan open(StopRule stop) {
        return plan(stop, new Pacer.OpenLoop(10, Duration.ZERO));
    }

    private static LoadPlan plan(StopRule stop, Pacer pacer) {
        return new LoadPlan(2, stop, pacer, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
