package primelb.client.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import primelb.client.load.FailureKind;
import primelb.client.load.Recording;
import primelb.client.load.Sample;
import primelb.client.testing.Samples;
import primelb.core.stats.Quantiles;

/** What a result keeps to be drawn, and that it stays small. */
class DetailTest {
    @Test
    void binsCountEveryRequestOnceByServerAndFailure() {
        var samples = new Samples();
        for (int at = 1; at <= 100; at++) {
            if (at % 10 == 0) {
                samples.failed(FailureKind.RESET, "gone", at * 10, 1);
            } else {
                samples.ok(at % 2 == 0 ? "server2" : "server1", at * 10, 1);
            }
        }
        Bins bins = detail(samples.recording()).bins();
        assertEquals(100_000_000L, bins.widthNanos());
        assertEquals(List.of("server1", "server2"), List.copyOf(bins.ok().keySet()));
        assertEquals(10, bins.failed().size());
        assertEquals(50, bins.ok().get("server1").stream().mapToInt(Integer::intValue).sum());
        assertEquals(40, bins.ok().get("server2").stream().mapToInt(Integer::intValue).sum());
        assertEquals(10, bins.failed().stream().mapToInt(Integer::intValue).sum());
        assertEquals(2, bins.failed().getLast(), "what ends with the run is in its last part");
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "500,12500,500", "500,600,20", "100000,60000,500", "100,86400000,10000000", "5,20000,20000"})
    void binsAreAsFineAsTheRequestsAllow(int requests, long wallMillis, long widthMillis) {
        var samples = new Samples();
        for (int at = 1; at <= requests; at++) {
            samples.ok("server1", at * wallMillis / requests, 1);
        }
        Bins bins = detail(samples.recording()).bins();
        assertEquals(widthMillis * 1_000_000L, bins.widthNanos());
        assertTrue(bins.failed().size() <= 120);
    }

    @Test
    void nothingHasNoPartsAndNoPoints() {
        Detail detail = detail(new Samples().recording());
        assertEquals(List.of(), detail.bins().failed());
        assertEquals(List.of(), detail.spectrum().points());
        assertEquals(List.of(), detail.kept().samples());
    }

    @Test
    void aSpectrumGoesAsFarOutAsTheSamplesCarry() {
        List<Spectrum.Point> points = Spectrum.of(upTo(1000)).points();
        assertEquals("0=1", shown(points.getFirst()));
        assertTrue(points.stream().map(DetailTest::shown).toList()
                .containsAll(List.of("50=500", "99=990", "99.9=999")));
        assertEquals("100=1000", shown(points.getLast()));
        assertEquals("99.9=999", shown(points.get(points.size() - 2)), "beyond it there is less than one value");
        for (int at = 1; at < points.size(); at++) {
            assertTrue(points.get(at).percent().compareTo(points.get(at - 1).percent()) > 0, shown(points.get(at)));
            assertTrue(points.get(at).nanos() >= points.get(at - 1).nanos(), shown(points.get(at)));
        }
        assertTrue(Spectrum.of(upTo(1_000_000)).points().size() < 250);
        assertEquals(List.of("0=1", "100=1"), Spectrum.of(upTo(1)).points().stream().map(DetailTest::shown).toList());
    }

    @Test
    void aFewRequestsAreAllKept() {
        Kept kept = detail(new Samples().ok("server1", 1, 1).failed(FailureKind.RESET, "gone", 2, 1)
                .recording()).kept();
        assertEquals(2, kept.samples().size());
        assertEquals(1, kept.everyNth());
        assertEquals(List.of("server1", ""), kept.samples().stream().map(kept::serverOf).toList());
    }

    @Test
    void ofManyTheFailedTheSlowestAndEveryNthAreKeptInOrder() {
        var samples = new Samples();
        for (int at = 1; at <= 50_000; at++) {
            if (at % 10 == 0) {
                samples.failed(FailureKind.RESET, "gone", at, 1);
            } else {
                samples.ok("server1", at, at % 1000 == 1 ? 900 : 5);
            }
        }
        Kept kept = detail(samples.recording()).kept();
        assertEquals(50_000, kept.of());
        assertEquals(7, kept.everyNth());
        assertEquals(2_000, kept.samples().stream().filter(sample -> !sample.isOk()).count());
        assertEquals(50, kept.samples().stream().filter(sample -> sample.responseNanos() == 900_000_000L).count());
        assertEquals(2_000 + 1_000 + 44_000 / 7 + 1, kept.samples().size());
        assertTrue(kept.samples().size() <= Kept.MOST);
        for (int at = 1; at < kept.samples().size(); at++) {
            assertTrue(kept.samples().get(at).finished() > kept.samples().get(at - 1).finished());
        }
    }

    @Test
    void aMillionFailuresAreNotAllKept() {
        List<Sample> failed = new Samples().failed(FailureKind.RESET, "gone", 1, 1).recording().samples();
        var many = new Recording(Samples.RELEASED, Collections.nCopies(1_000_000, failed.getFirst()), 0, false);
        assertEquals(Kept.MOST_FAILED, detail(many).kept().samples().size());
    }

    private static Detail detail(Recording recording) {
        return Detail.of(recording, Summary.of(recording));
    }

    private static Quantiles upTo(int count) {
        return Quantiles.of(LongStream.rangeClosed(1, count).toArray());
    }

    private static String shown(Spectrum.Point point) {
        return point.percent().stripTrailingZeros().toPlainString() + "=" + point.nanos();
    }
}
