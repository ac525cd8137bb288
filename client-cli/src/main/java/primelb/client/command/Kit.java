package primelb.client.command;

import java.util.List;
import primelb.client.load.HttpConnector;
import primelb.client.load.Target;
import primelb.client.measure.Measurer;
import primelb.client.phases.Preflight;
import primelb.client.progress.ProgressMode;
import primelb.client.summary.EffortMeter;
import primelb.core.http.HttpOrigin;

/** What the measuring commands work with, made for one target; to be closed. */
record Kit(List<HttpConnector> connectors, Measurer measurer, Preflight preflight) implements AutoCloseable {
    static Kit of(Target target, ProgressMode progress, Surroundings surroundings) {
        List<HttpConnector> connectors = target.all().stream().map(uri -> HttpConnector.start(HttpOrigin.of(uri),
                surroundings.ticker(), surroundings.sleeper())).toList();
        return new Kit(connectors, new Measurer(connectors, surroundings.ticker(), surroundings.sleeper(),
                surroundings.cancellation(), progress, surroundings.err(), surroundings.columns(), EffortMeter::ownCpuTime),
                new Preflight(connectors, surroundings.ticker()));
    }

    @Override
    public void close() {
        connectors.forEach(HttpConnector::close);
    }
}
