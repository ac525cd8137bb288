package primelb.client.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import primelb.client.testing.SchemaValidator;
import primelb.client.text.Palette;

class SelfTestReportTest {
    private static final Check RIGHT = new Check("latency 1 ms", "p50 within 320 us", "p50 1.1 ms", true);
    private static final Check WRONG = new Check("latency 1 ms", "p50 within 320 us", "p50 4.1 ms", false);

    @Test
    void aCheckIsToldWithWhatIsKnown() {
        assertEquals("""
                FAIL  latency 1 ms                        p50 4.1 ms
                                                          (p50 within 320 us)""",
                SelfTestReport.text(WRONG, Palette.PLAIN));
    }

    @Test
    void oneWrongCheckFailsAll() {
        assertTrue(SelfTestReport.verdict(List.of(RIGHT), Palette.PLAIN).startsWith("PASS"));
        assertTrue(SelfTestReport.verdict(List.of(RIGHT, WRONG), Palette.PLAIN).startsWith("FAIL"));
        assertEquals(List.of(), SchemaValidator.ofResults().mistakes(SelfTestReport.json(List.of(RIGHT, WRONG))));
        assertFalse(SelfTestReport.json(List.of(RIGHT, WRONG)).bool("pass").orElseThrow());
    }
}
