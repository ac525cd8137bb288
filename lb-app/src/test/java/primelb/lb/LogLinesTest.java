package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;

/** Log lines that nothing from outside can forge. */
class LogLinesTest {
    private static String format(String message, Throwable thrown, Object... parameters) {
        LogRecord line = new LogRecord(Level.WARNING, message);
        line.setLoggerName("primelb.lb");
        line.setParameters(parameters);
        line.setThrown(thrown);
        return new LogLines().format(line);
    }

    @Test
    void isOneLineWithTimeLevelAndLogger() {
        String line = format("server1 http://server1:8000: new -> active (probe passed)", null);

        assertTrue(line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d{4} WARNING primelb\\.lb: "
                + "server1 http://server1:8000: new -> active \\(probe passed\\)\n"), line);
    }

    @Test
    void controlCharactersAreWrittenOutWhereverTheyComeFrom() {
        String line = format("{0} said\t{1}", null, "a\r\n2026-01-01T00:00:00.000+0000 INFO primelb.lb: b",
                "\u001b[2J\u0000\u0085\u2028\u202e\u007f\u009b");

        assertTrue(line.endsWith("primelb.lb: a\\r\\n2026-01-01T00:00:00.000+0000 INFO primelb.lb: b said\\t"
                + "\\u001b[2J\\u0000\\u0085\\u2028\\u202e\\u007f\\u009b\n"), line);
        assertEquals(1, line.lines().count());
    }

    @Test
    void otherLanguagesStayReadable() {
        assertTrue(format("Prüfung 検査 ✓", null).endsWith(": Prüfung 検査 ✓\n"));
    }

    @Test
    void anExceptionHasIndentedLinesAndItsMessageCannotBeginOne() {
        Exception thrown = new IllegalStateException("a\nb", new IllegalArgumentException("c\r\nd"));

        String all = format("failed", thrown);

        assertTrue(all.lines().skip(1).allMatch(line -> line.startsWith("    ")), all);
        assertTrue(all.contains("    java.lang.IllegalStateException: a\\nb\n        at "), all);
        assertTrue(all.contains("    caused by java.lang.IllegalArgumentException: c\\r\\nd\n        at "), all);
    }
}
