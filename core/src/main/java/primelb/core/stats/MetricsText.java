package primelb.core.stats;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts metrics together as text for Prometheus. A family is begun, then its samples follow. For one thread.
 *
 * <p>Labels are given as name, value, name, value; a value may hold anything. Wrong names are the caller's defect and refused.
 */
public final class MetricsText {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final String TOTAL = "_total";
    private static final double NANOS = 1e9;

    /** Upper bounds of a histogram's buckets in nanoseconds: a loopback request takes 0.2 ms, a timeout 30 or 60 s. */
    private static final long[] BOUNDS = {250_000L, 500_000L, 1_000_000L, 2_500_000L, 5_000_000L, 10_000_000L, 25_000_000L,
        50_000_000L, 100_000_000L, 250_000_000L, 500_000_000L, 1_000_000_000L, 2_500_000_000L, 5_000_000_000L,
        10_000_000_000L, 30_000_000_000L, 60_000_000_000L};

    private final MetricsFormat format;
    private final StringBuilder out = new StringBuilder(8192);
    private final Set<String> begun = new HashSet<>();
    private String family = "";

    /** Begins an empty text. */
    public MetricsText(MetricsFormat format) {
        this.format = format;
    }

    /** Begins a family of counters; its name ends in {@code _total}. */
    public MetricsText counter(String name, String help) {
        if (!name.endsWith(TOTAL)) {
            throw new IllegalArgumentException("a counter's name ends in _total, got " + name);
        }
        // OpenMetrics names the family without the suffix of its samples.
        String shown = format == MetricsFormat.OPEN_METRICS ? name.substring(0, name.length() - TOTAL.length()) : name;
        return begin(name, shown, "counter", help);
    }

    /** Begins a family of values that go up and down. */
    public MetricsText gauge(String name, String help) {
        return begin(name, name, "gauge", help);
    }

    /** Begins a family of histograms of durations; its name ends in {@code _seconds}. */
    public MetricsText histogram(String name, String help) {
        return begin(name, name, "histogram", help);
    }

    /** Begins a family of sums and counts without quantiles. */
    public MetricsText summary(String name, String help) {
        return begin(name, name, "summary", help);
    }

    private MetricsText begin(String name, String shown, String type, String help) {
        check(name);
        if (!begun.add(name)) {
            throw new IllegalStateException("the family " + name + " was begun before");
        }
        family = name;
        out.append("# HELP ").append(shown).append(' ');
        escape(help, format == MetricsFormat.OPEN_METRICS);
        out.append("\n# TYPE ").append(shown).append(' ').append(type).append('\n');
        return this;
    }

    /** Adds a sample of the family begun last. */
    public MetricsText sample(long value, String... labels) {
        return line(family, labels, Long.toString(value));
    }

    /** Adds a sample of the family begun last. */
    public MetricsText sample(double value, String... labels) {
        return line(family, labels, number(value));
    }

    /** Adds a sample for each count, with its name as the value of a label behind the others. */
    public MetricsText samples(Map<String, Long> counts, String label, String... labels) {
        counts.forEach((name, count) -> sample(count, with(labels, label, name)));
        return this;
    }

    /** Returns the labels and one more. */
    public static String[] with(String[] labels, String name, String value) {
        String[] more = Arrays.copyOf(labels, labels.length + 2);
        more[labels.length] = name;
        more[labels.length + 1] = value;
        return more;
    }

    /** Adds a histogram of the family begun last. */
    public MetricsText sample(LatencySnapshot durations, String... labels) {
        for (long bound : BOUNDS) {
            line(family + "_bucket", with(labels, "le", seconds(bound)), Long.toString(durations.countAtMost(bound)));
        }
        line(family + "_bucket", with(labels, "le", "+Inf"), Long.toString(durations.count()));
        return sumAndCount(durations.sumNanos() / NANOS, durations.count(), labels);
    }

    /** Adds the sum and the count of a summary or histogram of the family begun last. */
    public MetricsText sumAndCount(double sum, long count, String... labels) {
        line(family + "_sum", labels, number(sum));
        return line(family + "_count", labels, Long.toString(count));
    }

    /** Returns the text, complete. */
    public String finish() {
        return format == MetricsFormat.OPEN_METRICS ? out + "# EOF\n" : out.toString();
    }

    private MetricsText line(String name, String[] labels, String value) {
        if (labels.length % 2 != 0) {
            throw new IllegalArgumentException("a label without a value for " + name);
        }
        out.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            check(labels[i]);
            out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            escape(labels[i + 1], true);
            out.append('"');
        }
        out.append(labels.length > 0 ? "} " : " ").append(value).append('\n');
        return this;
    }

    private void escape(String text, boolean quotes) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '"' -> out.append(quotes ? "\\\"" : "\"");
                default -> out.append(c);
            }
        }
    }

    private static void check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name must be of a-z, 0-9 and _, got " + name);
        }
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? value > 0 ? "+Inf" : "-Inf" : Double.toString(value);
    }

    /** Returns a bound as OpenMetrics wants it, and the other format may have it: 0.25, 1.0. */
    private static String seconds(long nanos) {
        String plain = BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
