package primelb.client.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Where values lie between the ends of an axis, and which of them are named.
 *
 * @param low the value at 0
 * @param high the value at 1; above {@code low}
 * @param logarithmic whether equal distances are equal ratios
 * @param ticks the values that are named, ascending, none outside the ends
 */
record Axis(double low, double high, boolean logarithmic, List<Double> ticks) {
    private static final int[] STEPS = {1, 2, 5};

    /** Returns the place of a value, 0..1; beyond an end is that end. */
    double place(double value) {
        double part = logarithmic
                ? (Math.log(Math.max(value, low)) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
        return Math.clamp(part, 0.0, 1.0);
    }

    /** Returns an axis from 0 to the first round number that is not below the most, with some four ticks. */
    static Axis linear(double most) {
        double step = step(most / 4);
        double high = Math.max(1, Math.ceil(most / step - 1e-9)) * step;
        return new Axis(0, high, false, multiples(step, high));
    }

    /** Returns an axis from 0 to exactly the most, with at most so many ticks on round numbers. */
    static Axis exact(double most, int ticks) {
        double high = most > 0 ? most : 1;
        return new Axis(0, high, false, multiples(step(high / ticks), high));
    }

    /**
     * Returns an axis with equal ratios, from the round number below the least to the one above the most, with as
     * many of the round numbers named as fit into so many ticks.
     */
    static Axis logarithmic(double least, double most, int ticks) {
        double low = round(Math.max(1, least), false);
        double high = Math.max(round(Math.max(1, most), true), low * 10);
        for (int[] steps : new int[][] {STEPS, {1, 3}, {1}}) {
            List<Double> named = within(low, high, steps);
            if (named.size() <= ticks || steps.length == 1) {
                return new Axis(low, high, true, named);
            }
        }
        throw new IllegalStateException("the powers of ten are always taken");
    }

    private static List<Double> within(double low, double high, int... steps) {
        var values = new ArrayList<Double>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade <= high * 1.0001; decade *= 10) {
            for (int step : steps) {
                double value = Math.rint(step * decade);
                if (value >= low && value <= high) {
                    values.add(value);
                }
            }
        }
        return List.copyOf(values);
    }

    /** Returns the first of 1, 2, 5, 10, 20 ... (and 0.5, 0.2 ...) that is not below the value. */
    static double step(double value) {
        return value > 0 ? round(value, true) : 1;
    }

    private static double round(double value, boolean up) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double below = decade;
        for (int step : STEPS) {
            double candidate = step * decade;
            if (up && candidate >= value * (1 - 1e-9)) {
                return candidate;
            }
            if (candidate <= value * (1 + 1e-9)) {
                below = candidate;
            }
        }
        return up ? 10 * decade : below;
    }

    private static List<Double> multiples(double step, double high) {
        var ticks = new ArrayList<Double>();
        for (int at = 0; at * step <= high * (1 + 1e-9); at++) {
            ticks.add(at * step);
        }
        return List.copyOf(ticks);
    }

    /** Returns a time as an axis names it, without digits that are zero: 0, 200 us, 1.5 s, 3 min. */
    static String time(double micros) {
        if (micros == 0) {
            return "0";
        }
        if (micros < 1_000) {
            return plain(micros) + " us";
        }
        if (micros < 1_000_000) {
            return plain(micros / 1_000) + " ms";
        }
        boolean minutes = micros >= 120_000_000 && micros % 60_000_000 == 0;
        return minutes ? plain(micros / 60_000_000) + " min" : plain(micros / 1_000_000) + " s";
    }

    /** Returns a number with at most three decimals and no zeros behind them. */
    static String plain(double number) {
        BigDecimal rounded = BigDecimal.valueOf(Math.round(number * 1000), 3).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}
