package primelb.client.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import primelb.client.load.LoadPlan;
import primelb.client.load.StopRule;
import primelb.client.text.Format;

/**
 * What can be said in one line about a run that is under way.
 *
 * @param label which run it is, such as {@code phase 1}
 * @param ok requests that were ok so far
 * @param failed requests that failed so far
 * @param medianNanos the median latency of late, 0 where none is known
 * @param elapsedNanos since it began
 */
record ProgressLine(String label, long ok, long failed, long medianNanos, long elapsedNanos) {
    private static final int BAR_WIDTH = 16;
    private static final int SHORT_BAR_WIDTH = 8;

    /** Returns the line with a bar before it, or as much of both as fits into so many columns. */
    String withBar(LoadPlan plan, int columns) {
        String plain = plain(plan);
        String brief = brief(plan);
        List<String> fromLongToShort = List.of(bar(plan, BAR_WIDTH) + plain, bar(plan, SHORT_BAR_WIDTH) + plain,
                bar(plan, SHORT_BAR_WIDTH) + brief, brief);
        return fromLongToShort.stream().filter(line -> line.length() <= columns).findFirst()
                .orElseGet(() -> brief.substring(0, Math.min(brief.length(), columns)));
    }

    private String bar(LoadPlan plan, int width) {
        int filled = (int) (done(plan) * width);
        return "[" + "#".repeat(filled) + "-".repeat(width - filled) + "] ";
    }

    /** Returns the line without a bar. */
    String plain(LoadPlan plan) {
        return label + " " + line(plan, medianNanos > 0 ? Optional.of("p50 " + Format.nanos(medianNanos))
                : Optional.empty());
    }

    /** Returns what matters most: how far, how fast, failures, and how much longer. */
    private String brief(LoadPlan plan) {
        return line(plan, Optional.empty());
    }

    private String line(LoadPlan plan, Optional<String> median) {
        long finished = ok + failed;
        List<String> words = new ArrayList<>();
        words.add(finished + total(plan).stream().mapToObj(all -> "/" + all).findFirst().orElse(""));
        words.add(Format.decimals(elapsedNanos == 0 ? 0 : finished * 1e9 / elapsedNanos, 1) + "/s");
        median.ifPresent(words::add);
        words.add(failed + " failed");
        double done = done(plan);
        if (done > 0) {
            long left = (long) (elapsedNanos / done - elapsedNanos);
            words.add("eta " + Math.ceilDiv(Math.max(0, left), 1_000_000_000L) + " s");
        }
        return String.join("  ", words);
    }

    private double done(LoadPlan plan) {
        double part = switch (plan.stop()) {
            case StopRule.After(var duration) -> (double) elapsedNanos / duration.toNanos();
            case StopRule.PerClient _, StopRule.Total _ -> (double) (ok + failed) / total(plan).orElseThrow();
        };
        return Math.clamp(part, 0.0, 1.0);
    }

    private static OptionalInt total(LoadPlan plan) {
        return switch (plan.stop()) {
            case StopRule.PerClient(int requests) -> OptionalInt.of(plan.clients() * requests);
            case StopRule.Total(int requests) -> OptionalInt.of(requests);
            case StopRule.After _ -> OptionalInt.empty();
        };
    }
}
