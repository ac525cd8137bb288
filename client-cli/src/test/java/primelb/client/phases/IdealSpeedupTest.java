package primelb.client.phases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdealSpeedupTest {
    @ParameterizedTest
    @CsvSource({"2,0.4,2,2.0", "2,1,2,2.0", "2,2,2,1.0", "2,1.5,2,1.333", "3,0.5,2,1.5", "3,1,2,1.0", "4,1,8,1.333"})
    void isLimitedByTheCoresThereAre(int servers, double cpus, int cores, double ideal) {
        assertEquals(ideal, IdealSpeedup.of(new IdealSpeedup.Known(servers, OptionalDouble.of(cpus), "stated", true,
                cores)).value(), 0.001);
    }

    @Test
    void isOneWithoutALimitOnOneMachineAndWarns() {
        IdealSpeedup ideal = IdealSpeedup.of(new IdealSpeedup.Known(2, OptionalDouble.empty(), "", true, 2));
        assertEquals(1.0, ideal.value());
        assertTrue(ideal.isWarning());
        assertTrue(ideal.assumption().contains("may use all 2 cores"), ideal.assumption());
    }

    @Test
    void assumesAMachineForEachServerElsewhereAndSaysSo() {
        IdealSpeedup ideal = IdealSpeedup.of(new IdealSpeedup.Known(2, OptionalDouble.empty(), "", false, 2));
        assertEquals(2.0, ideal.value());
        assertEquals("2 servers against 1, assuming a machine for each", ideal.assumption());
        assertFalse(ideal.isWarning());
    }

    @Test
    void namesTheLimitAndWhereItIsFrom() {
        assertEquals("2 servers against 1, 0.4 cpu each (--server-cpus)", IdealSpeedup.of(new IdealSpeedup.Known(2,
                OptionalDouble.of(0.4), "--server-cpus", true, 2)).assumption());
    }

    @ParameterizedTest
    @CsvSource({"400000000 0 0 1024,0.4,1024", "0 50000 100000 0,0.5,-1", "0 50000 0 0,0.5,-1", "0 0 0 0,-1,-1",
        "0 -1 0 7,-1,7", "nonsense,-1,-1"})
    void readsTheLimitsOfAContainer(String inspected, double cpus, long memory) {
        assertEquals(cpus, ContainerLimit.parse(inspected).cpus().orElse(-1));
        assertEquals(memory, ContainerLimit.parse(inspected).memoryBytes().orElse(-1));
    }
}
