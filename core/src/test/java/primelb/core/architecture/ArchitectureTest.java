package primelb.core.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import primelb.core.testing.SourceTree;

/** Applies every rule to the project as it is. */
class ArchitectureTest {

    private static List<Arrow> arrows;
    private static List<SourceFile> files;

    @BeforeAll
    static void readTheProject() {
        arrows = Jdeps.arrowsOf(SourceTree.root().resolve(Path.of("core", "target", "classes")));
        files = SourceFile.allOf(SourceTree.root());
    }

    static List<ArrowRule> arrowRules() {
        return ArrowRules.ALL;
    }

    static List<SourceRule> sourceRules() {
        return SourceRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("arrowRules")
    void thePackagesOfCoreKeepTheirPlaces(ArrowRule rule) {
        assertEquals("", String.join("\n", rule.violations(arrows)));
    }

    @ParameterizedTest
    @MethodSource("sourceRules")
    void theSourcesKeepTheHouseRules(SourceRule rule) {
        assertEquals("", String.join("\n", rule.violations(files)));
    }

    @Test
    void bothReadingsSeeTheProject() {
        Set<String> modules = files.stream().map(SourceFile::module).collect(Collectors.toSet());

        assertEquals(Set.of("core", "server-app", "lb-app", "client-cli"), modules);
        assertTrue(arrows.contains(new Arrow("primelb.core.json", "java.util", "java.base")), arrows::toString);
        assertTrue(arrows.stream().anyMatch(Arrow::isInCore), arrows::toString);
    }
}
