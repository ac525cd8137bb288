package primelb.client.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The search, against servers whose cost is a formula. */
class CalibrationTest {
    private static final Duration FIFTY = Duration.ofMillis(50);
    private static final Duration HUNDREDS = Duration.ofMillis(450);

    private final List<BigInteger> asked = new ArrayList<>();

    @Test
    void aScanThatCostsTwoNanosecondsADivisorNeedsTwentyFiveMillionForFiftyMilliseconds() throws Exception {
        List<Calibration.Found> found = find(Work.SCAN, number -> number.doubleValue() * 2, FIFTY, HUNDREDS);
        assertEquals(2, found.size());
        for (Calibration.Found one : found) {
            assertTrue(one.isNear(), one::toString);
            assertTrue(one.prime().isProbablePrime(50), one::toString);
        }
        assertEquals(25e6, found.get(0).prime().doubleValue(), 25e6 * 0.03);
        assertEquals(225e6, found.get(1).prime().doubleValue(), 225e6 * 0.03);
        assertEquals(List.of("server1"), found.get(0).cost().servers());
    }

    @Test
    void bySquareRootTheNumberGrowsAsTheSquareOfTheCost() throws Exception {
        Calibration.Found found = find(Work.SQRT, number -> Math.sqrt(number.doubleValue()), FIFTY).getFirst();
        assertTrue(found.isNear(), found::toString);
        assertEquals(50e6 * 50e6, found.prime().doubleValue(), 50e6 * 50e6 * 0.07);
    }

    @Test
    void byModularPowersTheNumberGrowsLongerWithTheCubeRoot() throws Exception {
        Calibration.Found found = find(Work.FAST, number -> Math.pow(number.bitLength(), 3) / 10, FIFTY).getFirst();
        assertTrue(found.isNear(), found::toString);
        assertEquals(794, found.prime().bitLength(), 10);
    }

    @Test
    void aLimitThatBeginsToBiteOnTheWayIsFollowed() throws Exception {
        // Up to 40 ms a server has the processor alone, beyond it gets 0.4 of it.
        Calibration.Found found = find(Work.SCAN, number -> {
            double alone = number.doubleValue() * 2;
            return alone < 40e6 ? alone : 40e6 + (alone - 40e6) / 0.4;
        }, HUNDREDS).getFirst();
        assertTrue(found.isNear(), found::toString);
        assertEquals(450e6, found.cost().meanNanos(), 450e6 * 0.05);
    }

    @Test
    void theCostToldIsTheOneSeenWithNoiseAndAll() throws Exception {
        var random = new Random(11);
        Calibration.Found found = find(Work.SCAN, number -> number.doubleValue() * (1.8 + random.nextDouble() * 0.4),
                FIFTY).getFirst();
        assertTrue(found.isNear(), found::toString);
        assertTrue(found.cost().minNanos() < found.cost().meanNanos(), found::toString);
        assertTrue(found.cost().maxNanos() > found.cost().meanNanos(), found::toString);
        assertTrue(found.cost().answers() >= 5, found::toString);
    }

    @Test
    void theFirstSlowAnswersOfAServerThatIsStillCompilingCountForNothing() throws Exception {
        Calibration.Found found = find(Work.SCAN, number -> number.doubleValue() * (asked.size() < 60 ? 20 : 2),
                FIFTY).getFirst();
        assertTrue(found.isNear(), found::toString);
        assertEquals(25e6, found.prime().doubleValue(), 25e6 * 0.03);
    }

    @Test
    void whatCostsTheSameWhateverTheNumberIsNotNear() throws Exception {
        // As a server of another kind may do that only pretends to compute.
        assertThrows(CalibrationException.class, () -> find(Work.FAST, _ -> 1_000_000, HUNDREDS));
        assertFalse(find(Work.SCAN, _ -> 900_000_000, FIFTY).getFirst().isNear());
    }

    @Test
    void aNumberTooLargeForTheMethodIsToldWithWhatTheLargestTriedCosts() {
        var e = assertThrows(CalibrationException.class, () -> find(Work.SQRT,
                number -> Math.sqrt(number.doubleValue()) / 1000, HUNDREDS));
        assertTrue(e.getMessage().startsWith("no number that a server takes for sqrt costs 450 ms: "), e::getMessage);
    }

    @Test
    void theEndIsAskedForBetweenTwoAnswers() {
        var calibration = new Calibration((_, number) -> {
            asked.add(number);
            return new Cost.Told(1, "server1");
        }, _ -> { }, () -> asked.size() == 7);
        assertThrows(InterruptedException.class, () -> calibration.find(Work.SCAN, List.of(FIFTY)));
        assertEquals(7, asked.size());
    }

    private List<Calibration.Found> find(Work work, ToDoubleFunction<BigInteger> nanos, Duration... wanted)
            throws CalibrationException, InterruptedException {
        return new Calibration((asWork, number) -> {
            assertEquals(work, asWork);
            asked.add(number);
            return new Cost.Told((long) nanos.applyAsDouble(number), "server1");
        }, _ -> { }, () -> false).find(work, List.of(wanted));
    }
}
