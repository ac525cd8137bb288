package primelb.client.phases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import primelb.client.control.ServerView;
import primelb.client.load.LoadPlan;
import primelb.client.load.Pacer;
import primelb.client.load.Recording;
import primelb.client.load.StopRule;
import primelb.client.summary.ClientEffort;
import primelb.client.summary.Measured;
import primelb.client.summary.Summary;
import primelb.client.testing.Samples;

class PartsOfRunTest {
    private static final LoadPlan PLAN = new LoadPlan(2, new StopRule.After(Duration.ofSeconds(3)),
            new Pacer.ClosedLoop(), Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void aRequestBelongsToThePhaseInWhichItCameToAnEnd() {
        List<Phase> phases = phases(transition(Transition.Kind.STOP, 1000), transition(Transition.Kind.START, 2000));
        assertEquals(List.of("both up", "server2 killed", "both up"), phases.stream().map(Phase::title).toList());
        assertEquals(List.of(9, 10, 11), phases.stream().map(phase -> phase.summary().sent()).toList());
        assertEquals(9.0, phases.get(0).summary().throughput(), 1e-6);
        assertEquals(10.0, phases.get(1).summary().throughput(), 1e-6);
    }

    @Test
    void aStartThatCameAfterTheEndMakesNoThirdPhase() {
        List<Phase> phases = phases(transition(Transition.Kind.STOP, 1000), transition(Transition.Kind.START, 9000));
        assertEquals(List.of(9, 21), phases.stream().map(phase -> phase.summary().sent()).toList());
    }

    @Test
    void withoutAFaultAllOfItIsTheFirstPhase() {
        assertEquals(List.of(30), phases().stream().map(phase -> phase.summary().sent()).toList());
    }

    /** Thirty requests, the first ended after 100 ms, the last after 3000. */
    private static List<Phase> phases(Transition... transitions) {
        var samples = new Samples();
        for (int request = 1; request <= 30; request++) {
            samples.ok("server1", request * 100, 50);
        }
        Recording recording = samples.recording();
        var whole = new Measured(Optional.empty(), recording, Summary.of(recording), new ClientEffort(0.1, 2, 0));
        return new PartsOfRun(whole, PLAN, List.of(transitions)).phases("both up", "server2 killed");
    }

    private static Transition transition(Transition.Kind kind, long atMillis) {
        var view = new ServerView("http://127.0.0.1:1", "server2", true, "active", Optional.empty(), Optional.empty(),
                OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        return new Transition(kind, kind.label(), Samples.RELEASED + atMillis * 1_000_000, 1, 2, view,
                Optional.of(view));
    }
}
