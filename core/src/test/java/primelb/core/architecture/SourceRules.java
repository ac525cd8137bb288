package primelb.core.architecture;

import java.util.List;

/** The rules that hold for all sources of the project. */
final class SourceRules {

    static final SourceRule APPS_APART = new AppsApart();

    static final SourceRule EXIT = ForbiddenText.inCode("only *Main ends the program",
            "\\bSystem\\s*(?:\\.|::)\\s*exit\\b"
                    + "|\\bRuntime\\s*\\.\\s*getRuntime\\s*\\(\\s*\\)\\s*\\.\\s*(?:exit|halt)\\b",
            file -> !file.inCore() && file.name().endsWith("Main.java"));

    static final SourceRule ENVIRONMENT = ForbiddenText.inCode("only *Config and *Main read the environment",
            "\\bgetenv\\b",
            file -> !file.inCore() && (file.name().endsWith("Config.java") || file.name().endsWith("Main.java")));

    static final SourceRule PRINTING = ForbiddenText.inCode("core never prints",
            "\\bSystem\\s*\\.\\s*(?:out|err)\\b",
            file -> !file.inCore());

    static final SourceRule CLOCKS = ForbiddenText.inCode("only primelb.core.time reads clocks or sleeps",
            "\\bnanoTime\\b|\\bcurrentTimeMillis\\b"
                    + "|\\b(?:Instant|Local(?:Date|Time|DateTime)|(?:Zoned|Offset)DateTime)\\s*(?:\\.|::)\\s*now\\b"
                    + "|\\b(?:Clock|InstantSource)\\s*(?:\\.|::)\\s*system\\w*"
                    + "|\\bThread\\s*(?:\\.|::)\\s*sleep\\b|\\bTimeUnit\\s*\\.\\s*[A-Z]+\\s*\\.\\s*sleep\\b",
            file -> file.packageName().equals("primelb.core.time"));

    static final SourceRule CATCH_ALL = ForbiddenText.inCode("nobody catches every Throwable",
            "\\bcatch\\s*\\(\\s*(?:final\\s+)?(?:\\w+\\s*\\|\\s*)*Throwable\\b",
            file -> false);

    static final SourceRule STACK_TRACES = ForbiddenText.inCode(
            "errors are told or logged, not dumped on whatever standard error is",
            "\\bprintStackTrace\\s*\\(\\s*\\)|::\\s*printStackTrace\\b",
            file -> false);

    static final SourceRule LEFT_OVERS = ForbiddenText.anywhere("what is left to do stands in an issue",
            "\\b(?:TODO|FIXME)\\b");

    static final SourceRule SHORT_FILES = new ShortFiles(350);

    static final SourceRule DOCUMENTED_PACKAGES = new DocumentedPackages();

    static final SourceRule DOCUMENTED_TYPES = new DocumentedTypes();

    static final List<SourceRule> ALL = List.of(APPS_APART, EXIT, ENVIRONMENT, PRINTING, CLOCKS, CATCH_ALL,
            STACK_TRACES, LEFT_OVERS, SHORT_FILES, DOCUMENTED_PACKAGES, DOCUMENTED_TYPES);

    private SourceRules() {}
}
