package primelb.client.command;

import primelb.client.load.HttpConnector;
import primelb.client.load.Target;
import primelb.client.measure.Measurer;
import primelb.client.phases.Preflight;
import primelb.client.progress.ProgressMode;
import primelb.client.summary.EffortMeter;
import primelb.core.http.HttpOrigin;

/** What the measuring commands work with, made for one target; to be closed. */
record Kit(HttpConnector connector, Measurer measurer, Preflight preflight) implements AutoCloseable {
    static Kit of(Target target, ProgressMode progress, Surroundings surroundings) {
        HttpConnector connector = HttpConnector.start(HttpOrigin.of(target.uri()), surroundings.ticker(),
                surroundings.sleeper());
        return new Kit(connector, new Measurer(connector, surroundings.ticker(), surroundings.sleeper(),
                surroundings.cancellation(), progress, surroundings.err(), surroundings.columns(), EffortMeter::ownCpuTime),
                new Preflight(connector, surroundings.ticker()));
    }

    @Override
    public void close() {
        connector.close();
    }
}
