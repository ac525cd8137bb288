package primelb.client.testing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import primelb.client.control.FaultCommands;
import primelb.client.control.ServerView;
import primelb.client.load.AnswerCheck;
import primelb.client.load.LoadPlan;
import primelb.client.load.Pacer;
import primelb.client.load.Recording;
import primelb.client.load.Sample;
import primelb.client.load.StopRule;
import primelb.client.load.Target;
import primelb.client.phases.Experiment;
import primelb.client.phases.IdealSpeedup;
import primelb.client.phases.Phase;
import primelb.client.phases.PhasesPlan;
import primelb.client.phases.Reconciliation;
import primelb.client.phases.SystemFacts;
import primelb.client.phases.Transition;
import primelb.client.report.PhasesJson;
import primelb.client.report.RunJson;
import primelb.client.result.Environment;
import primelb.client.result.PhasesResult;
import primelb.client.result.RunResult;
import primelb.client.summary.ClientEffort;
import primelb.client.summary.Measured;
import primelb.client.summary.Summary;
import primelb.client.threshold.Threshold;
import primelb.client.threshold.Verdict;
import primelb.core.http.ClientRequest;
import primelb.core.json.JsonObject;

/** Puts recordings into results as the commands do. */
final class ResultsJson {
    private static final long SECOND = 1_000_000_000L;
    private static final Environment ENVIRONMENT = new Environment(Instant.parse("2026-11-22T07:03:31Z"),
            List.of("phases", "--container", "server2", "http://127.0.0.1:8080/prime/524287"), "0.1.0", "25.0.1+8",
            "Linux amd64", 2, "A processor");
    private static final Target TARGET = new Target(URI.create("http://127.0.0.1:8080/prime/524287"),
            ClientRequest.get("/prime/524287"), true,
            new AnswerCheck(Set.of(200), Optional.empty(), Optional.empty()));
    private static final LoadPlan PLAN = new LoadPlan(3, new StopRule.PerClient(10),
            new Pacer.ClosedLoop(Duration.ZERO), Duration.ofSeconds(60), Duration.ofSeconds(2));
    private static final List<Verdict> VERDICTS = List.of(new Verdict(Threshold.NOTHING_FAILED, true, "0"));

    private ResultsJson() {
    }

    static JsonObject run(Recording recording) {
        return RunJson.of(new RunResult(ENVIRONMENT, Instant.parse("2026-11-22T07:03:32Z"), TARGET, PLAN,
                measured(recording), VERDICTS, false));
    }

    /** Each phase begins two seconds after the one before it ended; the commands are issued in between. */
    static JsonObject phases(Recording... recordings) {
        var phases = new ArrayList<Phase>();
        var transitions = new ArrayList<Transition>();
        long released = Samples.RELEASED;
        for (int at = 0; at < recordings.length; at++) {
            Recording moved = moved(recordings[at], released - Samples.RELEASED);
            boolean allUp = at % 2 == 0;
            int sent = moved.samples().size();
            phases.add(new Phase(at + 1, allUp ? "both up" : "server2 stopped", allUp, measured(moved),
                    Optional.of(new Reconciliation(sent, OptionalLong.of(sent),
                            List.of(new Reconciliation.ServerCount("server1", OptionalLong.of(sent))))), List.of()));
            released += moved.wallNanos();
            if (at + 1 < recordings.length) {
                transitions.add(new Transition(allUp ? Transition.Kind.STOP : Transition.Kind.START,
                        allUp ? "docker stop server2" : "docker start server2", released + SECOND / 10, SECOND / 5,
                        SECOND, view(), Optional.of(view())));
            }
            released += 2 * SECOND;
        }
        var experiment = new Experiment("server2", new SystemFacts(Optional.of("round-robin"), 2,
                OptionalDouble.of(0.4), OptionalLong.of(192 << 20), "the limit of server2"),
                new IdealSpeedup(2, "2 servers against 1, 0.4 cpu each", false), phases, transitions,
                Optional.empty(), Optional.empty(), false);
        return PhasesJson.of(new PhasesResult(ENVIRONMENT, plan(), experiment, VERDICTS, List.of(experiment)));
    }

    private static PhasesPlan plan() {
        return new PhasesPlan(TARGET, PLAN, 0, URI.create("http://127.0.0.1:8081"), Optional.empty(),
                FaultCommands.shell("stop", "start"), Map.of(), OptionalDouble.empty(), Duration.ofSeconds(60),
                Duration.ofSeconds(60), false, 1);
    }

    private static Measured measured(Recording recording) {
        return new Measured(Optional.empty(), recording, Summary.of(recording),
                new ClientEffort(0.03, 2, 4_000_000L));
    }

    private static Recording moved(Recording recording, long by) {
        return new Recording(recording.released() + by, recording.samples().stream().map(sample ->
                new Sample(sample.client(), sample.scheduled() + by, sample.started() + by,
                        sample.finished() + by, sample.status(), sample.server(), sample.outcome())).toList(), 0,
                false);
    }

    private static ServerView view() {
        return new ServerView("http://server2:8000", "server2", true, "active", Optional.empty(), Optional.empty(),
                OptionalLong.of(0), OptionalLong.of(12), OptionalLong.of(0));
    }
}
