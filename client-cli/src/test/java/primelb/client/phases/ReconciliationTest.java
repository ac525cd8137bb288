package primelb.client.phases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    @Test
    void threeEqualCountsAreProof() {
        Reconciliation counts = counts(500, OptionalLong.of(500), OptionalLong.of(251), OptionalLong.of(249));
        assertTrue(counts.agrees());
        assertTrue(counts.isProven());
        assertEquals(OptionalLong.of(500), counts.serversTotal());
    }

    @Test
    void anUnknownCountContradictsNothingAndProvesNothing() {
        Reconciliation counts = counts(500, OptionalLong.of(500), OptionalLong.of(251), OptionalLong.empty());
        assertTrue(counts.agrees());
        assertFalse(counts.isProven());
        assertTrue(counts.serversTotal().isEmpty());
    }

    @Test
    void oneCountThatDiffersIsADifference() {
        assertFalse(counts(500, OptionalLong.of(501), OptionalLong.of(500)).agrees());
        assertFalse(counts(500, OptionalLong.empty(), OptionalLong.of(499)).agrees());
    }

    private static Reconciliation counts(int sent, OptionalLong balancer, OptionalLong... servers) {
        return new Reconciliation(sent, balancer, List.of(servers).stream()
                .map(count -> new Reconciliation.ServerCount("server", count)).toList());
    }
}
