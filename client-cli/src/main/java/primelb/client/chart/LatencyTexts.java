package primelb.client.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.stored.Latency;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.text.Format;

/** What several charts say of latencies. */
final class LatencyTexts {
    /** What is told of every distribution. */
    static final List<Double> TOLD = List.of(50.0, 90.0, 95.0, 99.0, 99.9, 99.99);

    private LatencyTexts() {
    }

    static String time(long micros) {
        return Format.nanos(micros * 1000);
    }

    /** Returns a percentile, marked with ~ where few requests carry it; a dash where too few do. */
    static String percentile(Optional<Latency> latency, double percent) {
        return latency.flatMap(known -> known.percentile(percent))
                .map(each -> (each.approximate() ? "~" : "") + time(each.value())).orElse("-");
    }

    static String name(double percent) {
        return "p" + Axis.plain(percent);
    }

    /** Returns an axis for all response times of a result. */
    static Axis axis(StoredResult result) {
        long least = Long.MAX_VALUE;
        long most = 1;
        for (Part part : result.parts()) {
            Optional<Latency> all = part.totals().latencyOfAll();
            if (all.isPresent()) {
                least = Math.min(least, all.get().min());
                most = Math.max(most, all.get().max());
            }
        }
        return Axis.logarithmic(Math.min(least, most), most, 8);
    }

    /** Returns an axis for the response times of the ok requests. */
    static Axis okAxis(StoredResult result, int ticks) {
        List<Latency> all = result.parts().stream().flatMap(part -> part.totals().latency().stream()).toList();
        return Axis.logarithmic(all.stream().mapToLong(Latency::min).min().orElse(1),
                all.stream().mapToLong(Latency::max).max().orElse(1), ticks);
    }

    static String description(StoredResult result) {
        var words = new ArrayList<String>();
        for (Part part : result.parts()) {
            words.add(part.totals().latency().map(latency -> "%s: from %s over a median of %s to %s".formatted(
                    Look.called(part), time(latency.min()), percentile(Optional.of(latency), 50), time(latency.max())))
                    .orElse(Look.called(part) + ": no request was ok"));
        }
        return String.join("; ", words) + ".";
    }
}
