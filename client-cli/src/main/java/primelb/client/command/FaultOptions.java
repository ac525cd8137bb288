package primelb.client.command;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.control.FaultCommands;
import primelb.client.phases.PhasesPlan;

/** The options on which server is stopped, how, and where the balancer and the servers tell what they know. */
final class FaultOptions {
    static final Option CONTAINER = Option.single("container", "NAME", "", "--container server2",
            "the Docker container to stop and start");
    static final Option STOP = Option.single("stop-cmd", "COMMAND", "", "--stop-cmd 'kill 4711'",
            "instead: what stops the server, for sh -c");
    static final Option START = Option.single("start-cmd", "COMMAND", "", "--start-cmd './server2.sh'",
            "instead: what starts it again; must return");
    static final Option FAULT = Option.single("fault", "KIND", "stop", "--fault kill",
            "what happens to the container: stop, kill or pause");
    static final Option ADMIN = Option.single("admin", "URL", "http://127.0.0.1:8081",
            "--admin http://127.0.0.1:8081", "the balancer's admin port");
    static final Option SERVER = Option.single("server", "ID", "", "--server server2",
            "its name for the balancer (the container's, or server2)");
    static final Option SERVER_STATS = Option.repeated("server-stats", "ID=URL",
            "--server-stats server1=http://127.0.0.1:8001", "where a server tells its own counts");
    static final Option SERVER_CPUS = Option.single("server-cpus", "N", "", "--server-cpus 0.4",
            "the cpu limit of each server (the container's)");
    static final Option CONTROL_TIMEOUT = Option.single("control-timeout", "TIME", "60s", "--control-timeout 60s",
            "the longest a stop or start may take");
    static final Option NOTICE_TIMEOUT = Option.single("notice-timeout", "TIME", "60s", "--notice-timeout 60s",
            "the longest the balancer may take to notice");

    static final Option UNDER_LOAD = Option.flag("under-load",
            "one load; the fault at a third of it, the start at two thirds; nothing waits");
    static final Option REPEAT = Option.single("repeat", "K", "1", "--repeat 5",
            "do all of it so often; each repetition is one run to compare");

    static final CommandSpec.Group GROUP = new CommandSpec.Group("phases", List.of(CONTAINER, STOP, START, FAULT,
            UNDER_LOAD, REPEAT, ADMIN, SERVER, SERVER_STATS, SERVER_CPUS, CONTROL_TIMEOUT, NOTICE_TIMEOUT));

    private static final Duration MIN_TIME = Duration.ofSeconds(1);
    private static final Duration MAX_TIME = Duration.ofHours(1);
    private static final int MAX_REPETITIONS = 100;
    private static final Pattern CPUS = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");

    private FaultOptions() {
    }

    /** Returns the plan; it is there when no mistake was made. */
    static Optional<PhasesPlan> read(Arguments arguments, Optional<LoadSettings> load) {
        Optional<FaultCommands> commands = commands(arguments);
        URI admin = admin(arguments, ADMIN);
        Map<String, URI> stats = new HashMap<>();
        arguments.parsedAll(SERVER_STATS, FaultOptions::serverUrl)
                .forEach(entry -> stats.put(entry.getKey(), entry.getValue()));
        OptionalDouble cpus = arguments.parsed(SERVER_CPUS, FaultOptions::cpus)
                .map(OptionalDouble::of).orElse(OptionalDouble.empty());
        Duration control = arguments.durationOrDefault(CONTROL_TIMEOUT, MIN_TIME, MAX_TIME);
        Duration notice = arguments.durationOrDefault(NOTICE_TIMEOUT, MIN_TIME, MAX_TIME);
        int repetitions = arguments.integerOrDefault(REPEAT, 1, MAX_REPETITIONS);
        return load.flatMap(known -> commands.map(fault -> new PhasesPlan(known.target(), known.plan(),
                known.warmup(), admin, arguments.text(SERVER), fault, stats, cpus, control, notice,
                arguments.flag(UNDER_LOAD), repetitions)));
    }

    /** Returns the admin URL that this option gives. */
    static URI admin(Arguments arguments, Option option) {
        return arguments.parsed(option, Urls::http).orElseGet(() -> URI.create(option.defaultText()));
    }

    private static Optional<FaultCommands> commands(Arguments arguments) {
        SequencedMap<String, FaultCommands.Fault> faults = new LinkedHashMap<>();
        faults.put("stop", FaultCommands.Fault.STOP);
        faults.put("kill", FaultCommands.Fault.KILL);
        faults.put("pause", FaultCommands.Fault.PAUSE);
        FaultCommands.Fault fault = arguments.choice(FAULT, faults);
        Optional<String> container = arguments.parsed(CONTAINER, FaultOptions::container);
        Optional<String> stop = arguments.text(STOP);
        Optional<String> start = arguments.text(START);
        if (stop.isPresent() != start.isPresent()) {
            arguments.mistake("--stop-cmd and --start-cmd belong together (add: %s)".formatted(
                    stop.isPresent() ? START.example() : STOP.example()));
        } else if (arguments.isGiven(CONTAINER) == stop.isPresent()) {
            arguments.mistake(stop.isPresent()
                    ? "--container and --stop-cmd exclude each other (try: only --container server2)"
                    : "which server is stopped must be said (try: --container server2, or --stop-cmd and --start-cmd)");
        } else if (stop.isPresent() && arguments.isOnCommandLine(FAULT)) {
            arguments.mistake("--fault is about a container, and --stop-cmd does what it does (leave --fault out)");
        }
        return container.map(name -> FaultCommands.docker(name, fault))
                .or(() -> stop.flatMap(first -> start.map(second -> FaultCommands.shell(first, second))));
    }

    private static String container(String name) {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}")) {
            throw new IllegalArgumentException("must be a container's name or id, got '%s'".formatted(name));
        }
        return name;
    }

    private static Map.Entry<String, URI> serverUrl(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("must be ID=URL, got '%s'".formatted(text));
        }
        return Map.entry(text.substring(0, equals), Urls.http(text.substring(equals + 1)));
    }

    private static double cpus(String text) {
        if (!CPUS.matcher(text).matches() || Double.parseDouble(text) == 0) {
            throw new IllegalArgumentException("must be a number above 0 such as 0.4, got '%s'".formatted(text));
        }
        return Double.parseDouble(text);
    }
}
