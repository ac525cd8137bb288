package primelb.client.command;

import primelb.client.load.Connector;
import primelb.client.load.HttpConnector;
import primelb.client.load.Target;
import primelb.client.measure.Measurer;
import primelb.client.phases.Preflight;
import primelb.client.progress.ProgressMode;
import primelb.client.summary.EffortMeter;
import primelb.core.http.HttpOrigin;

/** What both measuring commands work with, made for one target. */
record Kit(Measurer measurer, Preflight preflight) {
    static Kit of(Target target, ProgressMode progress, Surroundings surroundings) {
        Connector connector = new HttpConnector(HttpOrigin.of(target.uri()), surroundings.ticker());
        return new Kit(new Measurer(connector, surroundings.ticker(), surroundings.sleeper(),
                surroundings.cancellation(), progress, surroundings.err(), EffortMeter::ownCpuTime),
                new Preflight(connector, surroundings.ticker()));
    }
}
