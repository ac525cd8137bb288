package primelb.client.threshold;

import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import primelb.core.config.Durations;

/**
 * Reads expressions such as {@code failed==0}, {@code p99.9<2s}, {@code share(server2)>=45%},
 * {@code speedup>=1.8} and {@code phase2.max<30s}. Spaces may stand around the comparison.
 */
public final class ThresholdParser {
    private static final Pattern PHASE = Pattern.compile("phase([1-3])\\.");
    private static final Pattern SHARE = Pattern.compile("share\\(([^()]{1,64})\\)");
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,4})?)(?![\\d.])");
    private static final Pattern WORD = Pattern.compile("[a-z]+");
    private static final Pattern COMPARISON = Pattern.compile("==|!=|<=|>=|<|>");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");

    private final String text;
    private int position;

    private ThresholdParser(String text) {
        this.text = text;
    }

    /**
     * Returns the condition that the text states.
     *
     * @throws IllegalArgumentException with the position (from 1) and what was expected there
     */
    public static Threshold parse(String text) {
        return new ThresholdParser(text).parse();
    }

    private Threshold parse() {
        skipSpaces();
        OptionalInt phase = phase();
        Metric metric = metric();
        skipSpaces();
        Comparison comparison = comparison();
        skipSpaces();
        return new Threshold(text, phase, metric, comparison, limit(metric.unit()));
    }

    private OptionalInt phase() {
        Matcher matcher = at(PHASE);
        return matcher.lookingAt() ? OptionalInt.of(Integer.parseInt(taken(matcher).group(1))) : OptionalInt.empty();
    }

    private Metric metric() {
        Matcher share = at(SHARE);
        if (share.lookingAt()) {
            return new Metric.Share(taken(share).group(1));
        }
        Matcher percentile = at(PERCENTILE);
        if (percentile.lookingAt()) {
            double quantile = new BigDecimal(percentile.group(1)).movePointLeft(2).doubleValue();
            if (quantile == 0) {
                throw expected("a percentile above p0 (the least is min)");
            }
            taken(percentile);
            return new Metric.Percentile(quantile);
        }
        Matcher word = at(WORD);
        String name = word.lookingAt() ? word.group() : "";
        Metric metric = switch (name) {
            case "sent" -> new Metric.Sent();
            case "ok" -> new Metric.Ok();
            case "failed" -> new Metric.Failed();
            case "rps", "throughput" -> new Metric.Throughput();
            case "min" -> new Metric.Min();
            case "mean" -> new Metric.Mean();
            case "max" -> new Metric.Max();
            case "speedup" -> new Metric.Speedup();
            default -> throw expected(
                    "one of failed, ok, sent, rps, throughput, min, mean, max, p50..p99.99, share(NAME), speedup");
        };
        taken(word);
        return metric;
    }

    private Comparison comparison() {
        Matcher matcher = at(COMPARISON);
        if (!matcher.lookingAt()) {
            throw expected("one of == != <= >= < >");
        }
        String symbol = taken(matcher).group();
        for (Comparison comparison : Comparison.values()) {
            if (comparison.symbol().equals(symbol)) {
                return comparison;
            }
        }
        throw new IllegalStateException("no comparison is written " + symbol);
    }

    private double limit(Metric.Unit unit) {
        String rest = text.substring(position).stripTrailing();
        return switch (unit) {
            case COUNT -> {
                if (!rest.matches("\\d{1,9}")) {
                    throw expected("a whole number");
                }
                yield Integer.parseInt(rest);
            }
            case NUMBER -> {
                if (!NUMBER.matcher(rest).matches()) {
                    throw expected("a number such as 1.8");
                }
                yield Double.parseDouble(rest);
            }
            case NANOSECONDS -> {
                try {
                    yield Durations.parse(rest).toNanos();
                } catch (IllegalArgumentException | ArithmeticException e) {
                    throw expected("a duration such as 2s or 250ms");
                }
            }
            case PERCENT -> {
                if (!rest.endsWith("%") || !NUMBER.matcher(rest.substring(0, rest.length() - 1)).matches()) {
                    throw expected("a percentage such as 45%");
                }
                yield Double.parseDouble(rest.substring(0, rest.length() - 1));
            }
        };
    }

    private void skipSpaces() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length());
    }

    private Matcher taken(Matcher matcher) {
        position = matcher.end();
        return matcher;
    }

    private IllegalArgumentException expected(String what) {
        String found = position < text.length() ? "'" + text.substring(position) + "'" : "the end";
        return new IllegalArgumentException("'%s' at %d: expected %s, found %s".formatted(
                text, position + 1, what, found));
    }
}
