package primelb.core.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that hold for the packages of core. */
final class ArrowRules {

    private static final Set<String> NOTHING = Set.of();

    static final ArrowRule ALLOWED_ARROWS = new AllowedArrows(Map.of(
            "prime", NOTHING,
            "stats", NOTHING,
            "json", NOTHING,
            "config", NOTHING,
            "time", NOTHING,
            "balance", NOTHING,
            "pool", Set.of("registry", "health", "balance", "forward", "backend", "time")));

    static final ArrowRule NEVER_MEET = new NeverMeet("balance", "health");

    static final ArrowRule NO_CYCLES = new NoCycles();

    /** The server of the JDK is for the small endpoints alone; traffic has code of its own. */
    static final ArrowRule ALLOWED_MODULES = new AllowedModules(Map.of("web", Set.of("jdk.httpserver")));

    static final List<ArrowRule> ALL = List.of(ALLOWED_ARROWS, NEVER_MEET, NO_CYCLES, ALLOWED_MODULES);

    private ArrowRules() {}
}
