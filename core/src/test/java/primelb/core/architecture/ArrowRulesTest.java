package primelb.core.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows on made-up packages that every rule about arrows can fail, and what it says then. */
class ArrowRulesTest {

    @Test
    void leavesMayUseNothingOfCore() {
        assertEquals(List.of("primelb.core.json -> primelb.core.time"),
                ArrowRules.ALLOWED_ARROWS.violations(List.of(Arrow.inCore("json", "time"))));
    }

    @Test
    void poolMayUseOnlyWhatIsListed() {
        assertEquals(List.of("primelb.core.pool -> primelb.core.web"),
                ArrowRules.ALLOWED_ARROWS.violations(List.of(
                        Arrow.inCore("pool", "registry"), Arrow.inCore("pool", "web"),
                        Arrow.inCore("pool", "health"))));
    }

    @Test
    void aNewPackageDeclaresItsPlaceBeforeItUsesOthers() {
        assertEquals(List.of("primelb.core.fresh -> primelb.core.time"),
                ArrowRules.ALLOWED_ARROWS.violations(List.of(Arrow.inCore("fresh", "time"))));
    }

    @Test
    void theJdkIsNoPackageOfCore() {
        assertEquals(List.of(), ArrowRules.ALLOWED_ARROWS.violations(List.of(
                new Arrow("primelb.core.json", "java.util", "java.base"))));
    }

    @Test
    void theTrafficPathAndTheSmallEndpointsDoNotMeet() {
        assertEquals(List.of("primelb.core.proxy -> primelb.core.web", "primelb.core.web -> primelb.core.http",
                        "primelb.core.proxy -> primelb.core.health", "primelb.core.http -> primelb.core.pool"),
                ArrowRules.ALLOWED_ARROWS.violations(List.of(Arrow.inCore("proxy", "web"), Arrow.inCore("web", "http"),
                        Arrow.inCore("proxy", "health"), Arrow.inCore("http", "pool"), Arrow.inCore("proxy", "pool"))));
    }

    @Test
    void balanceAndHealthNeverMeet() {
        assertEquals(List.of("primelb.core.health -> primelb.core.balance"),
                ArrowRules.NEVER_MEET.violations(List.of(Arrow.inCore("health", "balance"))));
        assertEquals(List.of("primelb.core.balance -> primelb.core.health"),
                ArrowRules.NEVER_MEET.violations(List.of(Arrow.inCore("balance", "health"))));
        assertEquals(List.of(), ArrowRules.NEVER_MEET.violations(List.of(
                Arrow.inCore("pool", "balance"), Arrow.inCore("pool", "health"))));
    }

    @Test
    void policiesDoNotMeetHealthByWayOfBackendsEither() {
        assertEquals(List.of("primelb.core.balance -> primelb.core.backend"),
                ArrowRules.ALLOWED_ARROWS.violations(List.of(Arrow.inCore("balance", "backend"))));
    }

    @Test
    void aCycleIsShownFromEachOfItsPackages() {
        assertEquals(List.of(
                        "primelb.core.a -> primelb.core.b -> primelb.core.c -> primelb.core.a",
                        "primelb.core.b -> primelb.core.c -> primelb.core.a -> primelb.core.b",
                        "primelb.core.c -> primelb.core.a -> primelb.core.b -> primelb.core.c"),
                ArrowRules.NO_CYCLES.violations(List.of(Arrow.inCore("a", "b"), Arrow.inCore("b", "c"),
                        Arrow.inCore("c", "a"), Arrow.inCore("c", "d"))));
    }

    @Test
    void aDiamondIsNoCycle() {
        assertEquals(List.of(), ArrowRules.NO_CYCLES.violations(List.of(Arrow.inCore("a", "b"),
                Arrow.inCore("a", "c"), Arrow.inCore("b", "d"), Arrow.inCore("c", "d"))));
    }

    @Test
    void otherModulesAreForThoseThatDeclareThem() {
        Arrow declared = new Arrow("primelb.core.web", "com.sun.net.httpserver", "jdk.httpserver");
        Arrow elsewhere = new Arrow("primelb.core.pool", "com.sun.net.httpserver", "jdk.httpserver");
        Arrow notFound = new Arrow("primelb.core.web", "org.example", "not found");

        assertEquals(List.of("primelb.core.pool -> com.sun.net.httpserver (jdk.httpserver)",
                        "primelb.core.web -> org.example (not found)"),
                ArrowRules.ALLOWED_MODULES.violations(List.of(declared, elsewhere, notFound)));
    }

    @Test
    void theToolSeesTheArrowsOfCompiledClasses(@TempDir Path folder) throws Exception {
        Path upper = Files.writeString(folder.resolve("Upper.java"), """
                package primelb.core.json;
                public class Upper { primelb.core.time.Lower lower; java.net.http.HttpClient client; }
                """);
        Path lower = Files.writeString(folder.resolve("Lower.java"), """
                package primelb.core.time;
                public class Lower { }
                """);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        compile(classes, upper, lower);

        List<Arrow> arrows = Jdeps.arrowsOf(classes);

        assertTrue(arrows.contains(Arrow.inCore("json", "time")), arrows::toString);
        assertEquals(List.of("primelb.core.json -> primelb.core.time"), ArrowRules.ALLOWED_ARROWS.violations(arrows));
        assertEquals(List.of("primelb.core.json -> java.net.http (java.net.http)"),
                ArrowRules.ALLOWED_MODULES.violations(arrows));
    }

    private static void compile(Path classes, Path... sources) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(messages, manager, null, List.of("-d", classes.toString()), null,
                    manager.getJavaFileObjects(sources)).call();
            assertTrue(compiled, messages::toString);
        }
    }
}
