package primelb.client.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import primelb.client.load.LiveCounts;
import primelb.client.load.LoadPlan;
import primelb.client.load.Pacer;
import primelb.client.load.StopRule;
import primelb.core.testing.FakeTime;

@Timeout(30)
class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aNumberOfRequestsHasABarARateAndAnEnd() {
        assertEquals("[########--------] phase 1 250/500  25.0/s  p50 1.31 s  2 failed  eta 10 s",
                new ProgressLine("phase 1", 248, 2, 1_310_000_000L, 10 * SECOND).withBar(plan(
                        new StopRule.PerClient(10)), 79));
    }

    @Test
    void aDurationEndsWithTheTime() {
        assertEquals("run 30  3.0/s  p50 9.0 ms  0 failed  eta 20 s",
                new ProgressLine("run", 30, 0, 9_000_000L, 10 * SECOND).plain(plan(
                        new StopRule.After(Duration.ofSeconds(30)))));
    }

    @Test
    void beforeTheFirstAnswerNothingIsGuessed() {
        assertEquals("run 0/7  0.0/s  0 failed", new ProgressLine("run", 0, 0, 0, 0).plain(plan(
                new StopRule.Total(7))));
    }

    @Test
    void theWidestLineFitsATerminal() {
        String line = new ProgressLine("phase 3 warm-up", 999_000, 999, 59_990_000_000L, 9_000 * SECOND)
                .withBar(plan(new StopRule.Total(1_000_000)), 79);
        assertTrue(line.length() <= 79, line);
        assertTrue(line.contains("eta"), line);
    }

    @Test
    void aNarrowTerminalGetsWhatMattersMost() {
        var line = new ProgressLine("phase 1", 248, 2, 1_310_000_000L, 10 * SECOND);
        LoadPlan plan = plan(new StopRule.PerClient(10));
        assertEquals("[####----] 250/500  25.0/s  2 failed  eta 10 s", line.withBar(plan, 59));
        assertEquals("250/500  25.0/s  2 failed  eta 10 s", line.withBar(plan, 39));
        assertEquals("250/500  25.0/s  2 ", line.withBar(plan, 19));
    }

    @Test
    void theBarIsWipedOutAtTheEndAndNothingIsWrittenWhereNobodyLooks() throws InterruptedException {
        var time = new FakeTime();
        var bar = new ByteArrayOutputStream();
        try (var _ = progress(ProgressMode.BAR, bar, time)) {
            time.awaitSleepers(1);
            time.advance(Duration.ofMillis(100));
            time.awaitSleepers(1);
        }
        String written = bar.toString(StandardCharsets.UTF_8);
        assertTrue(written.startsWith("\r[----------------] run 0/500"), written);
        assertTrue(written.endsWith("\r" + " ".repeat(79) + "\r"), written);
        var nothing = new ByteArrayOutputStream();
        progress(ProgressMode.NONE, nothing, time).close();
        assertEquals(0, nothing.size());
    }

    private static Progress progress(ProgressMode mode, ByteArrayOutputStream out, FakeTime time) {
        return Progress.start("run", plan(new StopRule.PerClient(10)), new LiveCounts(), mode,
                new PrintStream(out, true, StandardCharsets.UTF_8), 80, time, time);
    }

    private static LoadPlan plan(StopRule stop) {
        return new LoadPlan(50, stop, new Pacer.ClosedLoop(), Duration.ofSeconds(60), Duration.ofSeconds(2));
    }
}
