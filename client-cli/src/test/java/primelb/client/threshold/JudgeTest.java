package primelb.client.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import primelb.client.load.FailureKind;
import primelb.client.summary.Summary;
import primelb.client.testing.Samples;

class JudgeTest {
    private static final Summary HALVES = summary("server1", "server2", 0);
    private static final Summary ONE_SERVER = summary("server1", "server1", 0);
    private static final Summary WITH_FAILURES = summary("server1", "server2", 2);

    @ParameterizedTest
    @CsvSource({"failed==0,true", "ok==200,true", "sent>=201,false", "share(server2)>=45%,true",
        "share(server2)>50%,false", "share(server9)==0%,true", "p50<=100ms,true", "p50<100ms,false", "p99<2s,true",
        "min==1ms,true", "max==200ms,true", "mean<101ms,true", "rps==100,true", "p99.9<2s,false"})
    void comparesWhatWasMeasured(String condition, boolean holds) {
        assertEquals(holds, judge(run(HALVES), condition).holds(), () -> judge(run(HALVES), condition).toString());
    }

    @Test
    void aPercentileOfTooFewRequestsCannotHold() {
        assertEquals("200 ok requests are too few to tell", judge(run(HALVES), "p99.9<1h").measured());
    }

    @Test
    void latenciesOfNothingCannotHold() {
        Summary nothing = Summary.of(new Samples().failed(FailureKind.RESET, "gone", 10, 1).recording());
        assertFalse(judge(run(nothing), "max<1h").holds());
        assertFalse(judge(run(nothing), "p50<1h").holds());
    }

    @Test
    void everyPhaseMustMeetAConditionAndTheOneThatDoesNotIsNamed() {
        var judge = phases(HALVES, WITH_FAILURES, HALVES);
        assertEquals("phase 2: 2", judge(judge, "failed==0").measured());
        assertTrue(judge(judge, "phase1.failed==0").holds());
        assertFalse(judge(judge, "phase2.failed==0").holds());
    }

    @Test
    void aShareIsExpectedOnlyWhereAllServersAreUpUnlessThePhaseIsNamed() {
        var judge = phases(HALVES, ONE_SERVER, HALVES);
        assertTrue(judge(judge, "share(server2)>=45%").holds());
        assertTrue(judge(judge, "phase2.share(server2)==0%").holds());
    }

    @Test
    void speedupIsOfPhaseOneAgainstPhaseTwo() {
        assertTrue(judge(phases(HALVES, ONE_SERVER, HALVES), "speedup>=1.8").holds());
        assertFalse(judge(phases(HALVES, ONE_SERVER, HALVES), "speedup>=2").holds());
        assertFalse(judge(new Judge(List.of(), OptionalDouble.empty()), "speedup>=0").holds());
    }

    @Test
    void aPhaseThatWasNotMeasuredMeetsNothing() {
        assertFalse(judge(run(HALVES), "phase3.failed==0").holds());
    }

    @Test
    void nothingMayFailUnlessAnotherConditionIsAboutFailures() {
        assertEquals(List.of("failed==0"), texts());
        assertEquals(List.of("failed==0", "p99<2s"), texts("p99<2s"));
        assertEquals(List.of("failed<=3", "p99<2s"), texts("failed<=3", "p99<2s"));
    }

    private static List<String> texts(String... given) {
        return Judge.withDefault(Stream.of(given).map(ThresholdParser::parse).toList()).stream()
                .map(Threshold::text).toList();
    }

    private static Verdict judge(Judge judge, String condition) {
        return judge.judge(List.of(ThresholdParser.parse(condition))).getFirst();
    }

    private static Judge run(Summary summary) {
        return new Judge(List.of(new Judge.Part(1, summary, true)), OptionalDouble.empty());
    }

    private static Judge phases(Summary first, Summary second, Summary third) {
        return new Judge(List.of(new Judge.Part(1, first, true), new Judge.Part(2, second, false),
                new Judge.Part(3, third, true)), OptionalDouble.of(1.9));
    }

    /** 200 ok requests of 1..200 ms over two seconds, in turn by two servers, and some failures. */
    private static Summary summary(String odd, String even, int failures) {
        var samples = new Samples();
        for (int request = 1; request <= 200; request++) {
            samples.ok(request % 2 == 1 ? odd : even, request * 10, request);
        }
        for (int failure = 0; failure < failures; failure++) {
            samples.failed(FailureKind.RESET, "gone", 2000, 1);
        }
        return Summary.of(samples.recording());
    }
}
