package primelb.client.simulate;

import java.util.Arrays;
import java.util.List;

import primelb.client.chart.Chart;
import primelb.client.chart.CurvesChart;

/** Draws what policies make of a scenario. */
public final class SimulationCharts {
    private SimulationCharts() {
    }

    /** Returns the charts; none where no request was answered. */
    public static List<Chart> of(List<SimulationResult> results) {
        List<SimulationResult> answered = results.stream().filter(result -> result.ok() > 0).toList();
        return answered.isEmpty() ? List.of() : List.of(
                CurvesChart.latencies(answered.stream().map(SimulationCharts::latency).toList()),
                CurvesChart.queues(answered.stream().map(SimulationCharts::found).toList()));
    }

    private static CurvesChart.Curve latency(SimulationResult result) {
        SimulationResult.Latency latency = result.latency();
        double[] percents = latency.percentiles().keySet().stream().mapToDouble(percent -> percent).toArray();
        if (percents.length == 0) {
            return new CurvesChart.Curve(result.policy(), new double[] {0}, new double[] {latency.max() / 1e3});
        }
        // Not from the least on: it says little, and would take half of the height.
        double[] micros = Arrays.stream(percents).map(percent -> latency.percentile(percent) / 1e3).toArray();
        return new CurvesChart.Curve(result.policy(), percents, micros);
    }

    private static CurvesChart.Curve found(SimulationResult result) {
        long[] found = result.queues().found();
        double all = Arrays.stream(found).sum();
        double[] x = new double[found.length];
        double[] y = new double[found.length];
        double beyond = 0;
        for (int count = found.length - 1; count >= 0; count--) {
            beyond += found[count];
            x[count] = count;
            y[count] = all == 0 ? 0 : beyond / all;
        }
        return new CurvesChart.Curve(result.policy(), x, y);
    }
}
