package primelb.client.report;

import java.util.List;
import primelb.client.control.FaultCommands;
import primelb.client.control.ServerView;
import primelb.client.phases.Experiment;
import primelb.client.phases.Phase;
import primelb.client.phases.PhasesPlan;
import primelb.client.phases.Reconciliation;
import primelb.client.phases.SystemFacts;
import primelb.client.phases.Transition;
import primelb.client.phases.WholeRun;
import primelb.client.result.PhasesResult;
import primelb.client.threshold.Judge;
import primelb.core.json.JsonObject;

/** Writes the experiment as one JSON object. */
public final class PhasesJson {
    /** Names the members and their meaning; changes when they do. */
    public static final String SCHEMA = "primelb.phases/1";

    private PhasesJson() {
    }

    /** Returns the whole result; of many single requests a part, all of which are in the CSV. */
    public static JsonObject of(PhasesResult result) {
        Experiment experiment = result.experiment();
        long origin = experiment.phases().isEmpty() ? 0 : released(experiment.phases().getFirst());
        return JsonObject.builder()
                .put("schema", SCHEMA)
                .put("interrupted", experiment.interrupted())
                .put("trouble", SummaryJson.text(experiment.trouble()))
                .put("environment", SummaryJson.environment(result.environment()))
                .put("plan", SummaryJson.plan(result.plan().load(), result.plan().target()))
                .put("control", control(result.plan(), experiment.server()))
                .put("system", system(experiment.system()))
                .put("phases", SummaryJson.array(experiment.phases().stream().map(phase ->
                        phase(phase, origin)).toList()))
                .put("whole", SummaryJson.orNull(experiment.whole().map(PhasesJson::whole)))
                .put("transitions", SummaryJson.array(experiment.transitions().stream()
                        .map(transition -> transition(transition, origin)).toList()))
                .put("speedup", speedup(experiment))
                .put("repetitions", RepetitionsJson.of(result.repetitions()))
                .put("thresholds", SummaryJson.verdicts(result.verdicts()))
                .put("pass", Judge.allHold(result.verdicts()) && experiment.trouble().isEmpty()
                        && !experiment.interrupted())
                .build();
    }

    private static JsonObject control(PhasesPlan plan, String server) {
        return JsonObject.builder()
                .put("server", server)
                .put("admin", plan.admin().toString())
                .put("stop", FaultCommands.shown(plan.commands().stop()))
                .put("start", FaultCommands.shown(plan.commands().start()))
                .build();
    }

    private static JsonObject system(SystemFacts system) {
        return JsonObject.builder()
                .put("policy", SummaryJson.text(system.policy()))
                .put("servers", system.servers())
                .put("serverCpus", SummaryJson.orNull(system.serverCpus()))
                .put("serverMemoryBytes", SummaryJson.orNull(system.serverMemoryBytes()))
                .put("limitSource", system.limitSource())
                .build();
    }

    private static long released(Phase phase) {
        return phase.measured().recording().released();
    }

    /** Writes a phase; {@code origin} is the moment that all phases and transitions are dated from. */
    private static JsonObject phase(Phase phase, long origin) {
        return JsonObject.builder()
                .put("number", phase.number())
                .put("title", phase.title())
                .put("releasedMicros", SummaryJson.micros(released(phase) - origin))
                .put("warmup", SummaryJson.orNull(phase.measured().warmup().map(SummaryJson::summary)))
                .put("result", SummaryJson.summary(phase.summary()))
                .put("detail", DetailJson.of(phase.measured()))
                .put("client", SummaryJson.effort(phase.measured().effort()))
                .put("counts", SummaryJson.orNull(phase.counts().map(PhasesJson::counts)))
                .put("servers", SummaryJson.array(phase.after().stream().map(PhasesJson::server).toList()))
                .build();
    }

    /** Writes the one run that the phases of a fault under load are parts of. */
    private static JsonObject whole(WholeRun whole) {
        return JsonObject.builder()
                .put("warmup", SummaryJson.orNull(whole.measured().warmup().map(SummaryJson::summary)))
                .put("result", SummaryJson.summary(whole.measured().summary()))
                .put("client", SummaryJson.effort(whole.measured().effort()))
                .put("counts", SummaryJson.orNull(whole.counts().map(PhasesJson::counts)))
                .build();
    }

    private static JsonObject counts(Reconciliation counts) {
        List<JsonObject> servers = counts.servers().stream().map(server -> JsonObject.builder()
                .put("server", server.server())
                .put("counted", SummaryJson.orNull(server.count()))
                .build()).toList();
        return JsonObject.builder()
                .put("sent", counts.sent())
                .put("balancerCounted", SummaryJson.orNull(counts.balancer()))
                .put("serversCounted", SummaryJson.orNull(counts.serversTotal()))
                .put("servers", SummaryJson.array(servers))
                .put("agree", counts.agrees())
                .put("proven", counts.isProven())
                .build();
    }

    private static JsonObject transition(Transition transition, long origin) {
        return JsonObject.builder()
                .put("kind", transition.kind().label())
                .put("command", transition.command())
                .put("issuedMicros", SummaryJson.micros(transition.issued() - origin))
                .put("returnedMicros", SummaryJson.micros(transition.returned()))
                .put("noticedMicros", SummaryJson.micros(transition.noticed()))
                .put("noticedAfterReturnMicros", SummaryJson.micros(transition.noticed() - transition.returned()))
                .put("before", server(transition.before()))
                .put("after", SummaryJson.orNull(transition.after().map(PhasesJson::server)))
                .build();
    }

    /** Returns what the balancer thought of one server, as its own list has it. */
    static JsonObject server(ServerView server) {
        return JsonObject.builder()
                .put("url", server.url())
                .put("id", server.id())
                .put("active", server.active())
                .put("state", server.state())
                .put("reason", SummaryJson.text(server.reason()))
                .put("lastRequest", SummaryJson.text(server.lastRequest()))
                .put("inFlight", SummaryJson.orNull(server.inFlight()))
                .put("requests", SummaryJson.orNull(server.requests()))
                .put("failures", SummaryJson.orNull(server.failures()))
                .build();
    }

    private static JsonObject speedup(Experiment experiment) {
        return JsonObject.builder()
                .put("phase1", SummaryJson.orNull(experiment.speedup(1)))
                .put("phase3", SummaryJson.orNull(experiment.speedup(3)))
                .put("ideal", SummaryJson.rounded(experiment.ideal().value()))
                .put("assumption", experiment.ideal().assumption())
                .put("warning", experiment.ideal().isWarning())
                .build();
    }
}
