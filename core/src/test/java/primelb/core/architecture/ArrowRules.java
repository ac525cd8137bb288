package primelb.core.architecture;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that hold for the packages of core. */
final class ArrowRules {

    private static final Set<String> NOTHING = Set.of();

    /** From the leaves up: what a package may use, and nothing else. */
    static final ArrowRule ALLOWED_ARROWS = new AllowedArrows(Map.ofEntries(
            entry("prime", NOTHING),
            entry("stats", NOTHING),
            entry("json", NOTHING),
            entry("config", NOTHING),
            entry("time", NOTHING),
            entry("balance", NOTHING),
            entry("forward", NOTHING),
            entry("http", Set.of("time")),
            entry("jfr", NOTHING),
            entry("jvm", Set.of("stats")),
            entry("web", Set.of("json", "stats", "time")),
            entry("backend", Set.of("balance", "stats", "time")),
            entry("registry", Set.of("backend", "time")),
            entry("health", Set.of("backend", "http", "time")),
            entry("pool", Set.of("registry", "health", "balance", "forward", "backend", "time")),
            entry("proxy", Set.of("pool", "forward", "http", "backend", "balance", "jfr", "json", "stats", "time")),
            entry("balancer", Set.of("proxy", "pool", "registry", "health", "backend", "balance", "http", "jfr", "time"))));

    static final ArrowRule NEVER_MEET = new NeverMeet("balance", "health");

    static final ArrowRule NO_CYCLES = new NoCycles();

    /** The server of the JDK is for the small endpoints alone; traffic has code of its own. */
    static final ArrowRule ALLOWED_MODULES = new AllowedModules(Map.of("web", Set.of("jdk.httpserver"),
            "jfr", Set.of("jdk.jfr"), "jvm", Set.of("java.management", "jdk.management")));

    static final List<ArrowRule> ALL = List.of(ALLOWED_ARROWS, NEVER_MEET, NO_CYCLES, ALLOWED_MODULES);

    private ArrowRules() {}
}
