package primelb.core.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows on made-up sources that every rule about them can fail, and that it lets pass what is allowed. */
class SourceRulesTest {

    private static SourceFile core(String name, String text) {
        return new SourceFile("core", "primelb.core.pool", name, text);
    }

    private static SourceFile lb(String name, String text) {
        return new SourceFile("lb-app", "primelb.lb", name, text);
    }

    private static void assertBreaks(SourceRule rule, SourceFile file) {
        assertFalse(rule.violations(List.of(file)).isEmpty(), rule + ": " + file.text());
    }

    private static void assertKeeps(SourceRule rule, SourceFile file) {
        assertEquals(List.of(), rule.violations(List.of(file)), rule.toString());
    }

    @Test
    void programsAreKeptApart() {
        assertBreaks(SourceRules.APPS_APART, lb("Lb.java", "import primelb.server.ServerConfig;"));
        assertBreaks(SourceRules.APPS_APART, lb("Lb.java", "var x = new primelb.client.Run();"));
        assertBreaks(SourceRules.APPS_APART, core("Pool.java", "import primelb.lb.LbConfig;"));
        assertKeeps(SourceRules.APPS_APART, lb("Lb.java", "package primelb.lb; import primelb.core.pool.Pool;"));
    }

    @Test
    void onlyMainsExit() {
        assertBreaks(SourceRules.EXIT, lb("LbServer.java", "System.exit(1);"));
        assertBreaks(SourceRules.EXIT, lb("LbServer.java", "IntConsumer end = System::exit;"));
        assertBreaks(SourceRules.EXIT, lb("LbServer.java", "Runtime.getRuntime().halt(1);"));
        assertBreaks(SourceRules.EXIT, core("PoolMain.java", "System.exit(1);"));
        assertKeeps(SourceRules.EXIT, lb("LbMain.java", "System.exit(1);"));
    }

    @Test
    void onlyConfigsAndMainsReadTheEnvironment() {
        assertBreaks(SourceRules.ENVIRONMENT, lb("LbServer.java", "System.getenv(\"LB_PORT\")"));
        assertBreaks(SourceRules.ENVIRONMENT, core("PoolConfig.java", "System.getenv()"));
        assertKeeps(SourceRules.ENVIRONMENT, lb("LbConfig.java", "System.getenv()"));
        assertKeeps(SourceRules.ENVIRONMENT, lb("LbMain.java", "System.getenv()"));
    }

    @Test
    void onlyProgramsPrint() {
        assertBreaks(SourceRules.PRINTING, core("Pool.java", "System.out.println(1);"));
        assertBreaks(SourceRules.PRINTING, core("Pool.java", "PrintStream err = System.err;"));
        assertKeeps(SourceRules.PRINTING, lb("LbMain.java", "System.out.println(1);"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"long t = System.nanoTime();", "Ticker t = System::nanoTime;",
            "import static java.lang.System.currentTimeMillis;", "Instant.now()", "Instant::now", "LocalDate.now(zone)",
            "ZonedDateTime.now()", "Clock.systemUTC()", "InstantSource.system()", "Thread.sleep(1)",
            "Thread\n.sleep(1)", "TimeUnit.SECONDS.sleep(1)"})
    void onlyTimeReadsClocksOrSleeps(String code) {
        assertBreaks(SourceRules.CLOCKS, core("Pool.java", code));
        assertBreaks(SourceRules.CLOCKS, lb("LbMain.java", code));
        assertKeeps(SourceRules.CLOCKS, new SourceFile("core", "primelb.core.time", "SystemTime.java", code));
    }

    @Test
    void whatIsGivenAClockMayAskIt() {
        assertKeeps(SourceRules.CLOCKS, core("Pool.java", "ticker.nanos(); wallClock.instant(); sleeper.sleep(d);"));
    }

    @Test
    void nobodyCatchesEverything() {
        assertBreaks(SourceRules.CATCH_ALL, core("Pool.java", "try { } catch (Throwable t) { }"));
        assertBreaks(SourceRules.CATCH_ALL, core("Pool.java", "try { } catch ( final Throwable t) { }"));
        assertBreaks(SourceRules.STACK_TRACES, lb("LbMain.java", "e.printStackTrace();"));
        assertBreaks(SourceRules.STACK_TRACES, lb("LbMain.java", "errors.forEach(Exception::printStackTrace);"));
        assertKeeps(SourceRules.STACK_TRACES, lb("LbMain.java", "e.printStackTrace(err);"));
        assertKeeps(SourceRules.CATCH_ALL, core("Pool.java", "try { } catch (IOException e) { }"));
    }

    @Test
    void nothingIsLeftToDo() {
        assertBreaks(SourceRules.LEFT_OVERS, core("Pool.java", "// TODO: more"));
        assertBreaks(SourceRules.LEFT_OVERS, lb("Lb.java", "String s = \"FIXME\";"));
        assertKeeps(SourceRules.LEFT_OVERS, core("Pool.java", "int mastodon; // METHODOLOGY"));
    }

    @Test
    void filesStayShort() {
        assertBreaks(SourceRules.SHORT_FILES, core("Pool.java", "\n".repeat(351)));
        assertKeeps(SourceRules.SHORT_FILES, core("Pool.java", "\n".repeat(350)));
    }

    @Test
    void packagesOfCoreStateTheirRules() {
        assertBreaks(SourceRules.DOCUMENTED_PACKAGES, core("Pool.java", "class Pool { }"));
        assertBreaks(SourceRules.DOCUMENTED_PACKAGES, core("package-info.java", "package primelb.core.pool;"));
        assertKeeps(SourceRules.DOCUMENTED_PACKAGES, core("package-info.java", "/** Leases. <p>Rules: none. */"));
        assertKeeps(SourceRules.DOCUMENTED_PACKAGES, lb("LbMain.java", "class LbMain { }"));
    }

    @Test
    void publicTypesOfCoreHaveDocComments() {
        assertBreaks(SourceRules.DOCUMENTED_TYPES, core("Pool.java", "import a.B;\n\npublic final class Pool { }"));
        assertBreaks(SourceRules.DOCUMENTED_TYPES,
                core("Pool.java", "/* Not a doc comment. */\npublic record Pool() { }"));
        assertBreaks(SourceRules.DOCUMENTED_TYPES,
                core("Pool.java", "@FunctionalInterface\npublic interface Pool { }"));
        assertBreaks(SourceRules.DOCUMENTED_TYPES,
                core("Pool.java", "/** Of the package. */\npackage p;\npublic sealed interface Pool permits A { }"));
        assertKeeps(SourceRules.DOCUMENTED_TYPES,
                core("Pool.java", "/** Leases. */\n@Deprecated\npublic abstract class Pool { }"));
        assertKeeps(SourceRules.DOCUMENTED_TYPES,
                core("Pool.java", "final class Pool {\n    public class Inner { } }"));
    }

    @Test
    void commentsAndLiteralsAreNoCode() {
        assertKeeps(SourceRules.EXIT, core("Pool.java", """
                // System.exit
                /* System.exit
                 * System.exit */
                String a = "System.exit \\" System.exit";
                char quote = '"'; char other = '\\'';
                String b = \"""
                    " System.exit \\\""" System.exit
                    \""";
                """));
        assertBreaks(SourceRules.EXIT, core("Pool.java", "String url = \"http://x\"; System.exit(1); char c = '\"';"));
        assertBreaks(SourceRules.EXIT, core("Pool.java", "int a = 1 / 2; /**/ System.exit(1); // \""));
    }

    @Test
    void aViolationNamesFileLineAndRule() {
        assertEquals(List.of("core/primelb/core/pool/Pool.java:3: System.exit (only *Main ends the program)"),
                SourceRules.EXIT.violations(List.of(core("Pool.java", "/* a\n*/\n  System.exit(1);"))));
    }

    @Test
    void everyRuleIsInTheListThatIsApplied() {
        assertTrue(SourceRules.ALL.containsAll(List.of(SourceRules.APPS_APART, SourceRules.EXIT,
                SourceRules.ENVIRONMENT, SourceRules.PRINTING, SourceRules.CLOCKS, SourceRules.CATCH_ALL,
                SourceRules.STACK_TRACES, SourceRules.LEFT_OVERS, SourceRules.SHORT_FILES,
                SourceRules.DOCUMENTED_PACKAGES, SourceRules.DOCUMENTED_TYPES)));
    }
}
