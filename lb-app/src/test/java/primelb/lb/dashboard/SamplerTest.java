package primelb.lb.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendUrl;
import primelb.core.balance.RoundRobin;
import primelb.core.pool.Pool;
import primelb.core.proxy.ProxyStats;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.testing.FakeTime;

/** What happened in a second, from counters that only grow. */
class SamplerTest {
    private static final long MILLI = 1_000_000;

    private final FakeTime time = new FakeTime();
    private final Pool pool = new Pool(new Registry(100), new RoundRobin(), time, time, 10, Duration.ZERO);
    private final Sampler sampler = new Sampler(pool, new ProxyStats(), time, time);

    private Backend register(String id) {
        try {
            return pool.register(Announcement.of(BackendUrl.parse("http://" + id))).backend();
        } catch (RegistryFullException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(Backend backend, int times, long millis) {
        for (int i = 0; i < times; i++) {
            backend.meters().answered(200, millis * MILLI);
        }
    }

    private Sample after(Duration pause) {
        time.advance(pause);
        return sampler.sample();
    }

    private static double millis(OptionalLong nanos) {
        return nanos.orElseThrow() / (double) MILLI;
    }

    @Test
    void ratesAreThoseOfTheTimeThatReallyPassed() {
        Backend a = register("a");
        Backend b = register("b");
        answer(a, 30, 10);
        answer(b, 10, 100);
        b.meters().failed("connection refused");

        Sample sample = after(Duration.ofSeconds(2));

        assertEquals(20, sample.total().answers());
        assertEquals(0.5, sample.total().failures());
        assertEquals(List.of("a", "b"), sample.servers().stream().map(Sample.Point::id).toList());
        assertEquals(15, sample.servers().getFirst().figures().answers());
        assertEquals(10, millis(sample.servers().getFirst().figures().p99()), 0.5);
        assertEquals(10, millis(sample.total().p50()), 0.5);
        assertEquals(100, millis(sample.total().p99()), 5);
        assertEquals(FakeTime.START.plusSeconds(2), sample.at());
    }

    @Test
    void aSecondWithoutAnythingHasNoServersAndNoLatency() {
        answer(register("a"), 30, 10);
        after(Duration.ofSeconds(1));

        Sample sample = after(Duration.ofSeconds(1));

        assertEquals(List.of(), sample.servers());
        assertEquals(OptionalLong.empty(), sample.total().p50());
    }

    @Test
    void theCalmerFiguresReachBackFiveToTenSeconds() {
        Backend a = register("a");
        assertNull(sampler.calm(a));
        answer(a, 100, 10);
        after(Duration.ofSeconds(1));
        for (int second = 2; second <= 5; second++) {
            after(Duration.ofSeconds(1));
        }
        assertEquals(20, sampler.calm(a).answers());
        for (int second = 6; second <= 10; second++) {
            after(Duration.ofSeconds(1));
        }
        assertEquals(10, sampler.calm(a).answers());

        after(Duration.ofSeconds(1));

        assertEquals(0, sampler.calm(a).answers());
        assertEquals(OptionalLong.empty(), sampler.calm(a).p50());
    }

    @Test
    void aServerThatIsForgottenIsForgottenHereToo() {
        Backend a = register("a");
        after(Duration.ofSeconds(1));
        pool.deregister(a.url());
        time.advance(Pool.FORGET_AFTER);
        pool.maintain();

        after(Duration.ofSeconds(1));

        assertNull(sampler.calm(a));
    }

    @Test
    void ofTooManyServersTheSmallestAreOne() {
        List<Sample.Point> points = new ArrayList<>();
        for (int i = 1; i <= Sampler.MOST_SERVERS + 2; i++) {
            points.add(new Sample.Point("s" + i,
                    new Sample.Figures(i, 1, OptionalLong.empty(), OptionalLong.empty())));
        }

        List<Sample.Point> largest = Sampler.largest(points);

        assertEquals(Sampler.MOST_SERVERS + 1, largest.size());
        assertEquals("s34", largest.getFirst().id());
        assertEquals(new Sample.Point(Sampler.OTHERS,
                new Sample.Figures(1 + 2, 2, OptionalLong.empty(), OptionalLong.empty())), largest.getLast());
        assertTrue(largest.stream().noneMatch(point -> point.id().equals("s1")));
    }
}
