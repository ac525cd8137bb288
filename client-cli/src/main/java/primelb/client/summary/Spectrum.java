package primelb.client.summary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import primelb.core.stats.Quantiles;

/**
 * A distribution as a line: percentiles from the median's neighbourhood to as far out as the samples carry.
 *
 * @param points in ascending order; none where there is no sample
 */
public record Spectrum(List<Point> points) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The value that this percentage of all values does not exceed, by nearest rank; 0 is the least, 100 the most. */
    public record Point(BigDecimal percent, long nanos) {
    }

    /** Keeps its own copy. */
    public Spectrum {
        points = List.copyOf(points);
    }

    /** Returns the line of these values: no percentile is in it that fewer than one value is beyond, but the most. */
    static Spectrum of(Quantiles values) {
        var points = new ArrayList<Point>();
        if (values.count() > 0) {
            points.add(new Point(BigDecimal.ZERO, values.min()));
            for (BigDecimal percent : percents()) {
                double quantile = percent.movePointLeft(2).doubleValue();
                if (values.printable(quantile)) {
                    points.add(new Point(percent, values.nearestRank(quantile)));
                }
            }
            points.add(new Point(HUNDRED, values.max()));
        }
        return new Spectrum(points);
    }

    /** 0.5, 1 ... 99.5, then nine more for each further nine: 99.55, 99.6 ... 99.95, 99.955 and so on. */
    private static List<BigDecimal> percents() {
        var percents = new ArrayList<BigDecimal>();
        for (int halves = 1; halves < 200; halves++) {
            percents.add(BigDecimal.valueOf(halves * 5L, 1));
        }
        for (int nines = 1; nines <= 4; nines++) {
            for (int beyond = 45; beyond >= 5; beyond -= 5) {
                percents.add(HUNDRED.subtract(BigDecimal.valueOf(beyond, nines + 1)));
            }
        }
        return percents;
    }
}
