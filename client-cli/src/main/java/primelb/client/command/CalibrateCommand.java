package primelb.client.command;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import primelb.client.calibrate.Calibration;
import primelb.client.calibrate.Calibration.Found;
import primelb.client.calibrate.CalibrationException;
import primelb.client.calibrate.CalibrationReport;
import primelb.client.calibrate.ServerAsker;
import primelb.client.calibrate.Work;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.cli.UsageException;
import primelb.client.load.HttpConnector;
import primelb.client.text.Palette;
import primelb.core.config.Durations;
import primelb.core.http.HttpOrigin;
import primelb.core.json.JsonWriter;

/** Primes that cost a given time here. */
final class CalibrateCommand implements Command {
    static final Option COST = Option.repeated("cost", "TIME", "--cost 50ms",
            "what a prime should cost; may be given more than once (50ms and 450ms)");
    static final Option WORK = Option.repeated("work", "METHOD", "--work scan",
            "how the server computes: scan, sqrt or fast; may be given more than once (scan)");

    private static final URI EXAMPLE = URI.create("http://127.0.0.1:8080");
    private static final List<Duration> ORIGINAL = List.of(Duration.ofMillis(50), Duration.ofMillis(450));
    private static final Duration MIN_COST = Duration.ofMillis(1);
    private static final Duration MAX_COST = Duration.ofSeconds(20);

    private final Surroundings surroundings;

    CalibrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("calibrate", "primes that cost a given time here", "URL",
                List.of(new CommandSpec.Group("calibrate", List.of(COST, WORK, LoadOptions.TIMEOUT,
                                LoadOptions.CONNECT_TIMEOUT)),
                        new CommandSpec.Group("output", List.of(OutputOptions.JSON, OutputOptions.QUIET,
                                OutputOptions.COLOR))),
                List.of("The URL is that of a server, or of the balancer; nothing else should use it meanwhile. The"
                        + " cost is what the servers say that they computed (computeMicros), the mean of requests one"
                        + " after another, limits of their processors included. With -q: a line 'METHOD MILLIS PRIME'"
                        + " for each. Exit code 1: one was not found within 10 %."),
                List.of(new CommandSpec.Example("client-cli calibrate " + EXAMPLE,
                                "the original's two costs, 50 ms and 450 ms"),
                        new CommandSpec.Example("client-cli calibrate --cost 10ms --work scan --work sqrt " + EXAMPLE,
                                "10 ms by two methods")));
    }

    @Override
    public ExitCode run(Arguments arguments) throws UsageException {
        Optional<URI> origin = origin(arguments);
        List<Duration> costs = arguments.parsedAll(COST, CalibrateCommand::cost);
        List<Work> works = arguments.parsedAll(WORK, CalibrateCommand::work);
        Duration timeout = arguments.durationOrDefault(LoadOptions.TIMEOUT, MIN_COST, Duration.ofHours(1));
        Duration connectTimeout = arguments.durationOrDefault(LoadOptions.CONNECT_TIMEOUT, MIN_COST,
                Duration.ofHours(1));
        boolean json = arguments.flag(OutputOptions.JSON);
        boolean quiet = arguments.flag(OutputOptions.QUIET);
        Palette palette = OutputOptions.palette(arguments, surroundings);
        arguments.finish();
        try {
            List<Found> found = find(origin.orElseThrow(), costs.isEmpty() ? ORIGINAL : costs,
                    works.isEmpty() ? List.of(Work.SCAN) : works, timeout, connectTimeout, quiet);
            surroundings.out().print(json ? JsonWriter.pretty(CalibrationReport.json(origin.get(), found)) + "\n"
                    : quiet ? CalibrationReport.plain(found)
                    : CalibrationReport.text(origin.get(), found, palette));
            surroundings.out().flush();
            return found.stream().allMatch(Found::isNear) ? ExitCode.OK : ExitCode.THRESHOLD_FAILED;
        } catch (CalibrationException e) {
            if (surroundings.cancellation().isRequested()) {
                return ExitCode.INTERRUPTED;
            }
            surroundings.err().println("error: " + e.getMessage());
            return ExitCode.PREFLIGHT_FAILED;
        } catch (InterruptedException _) {
            return ExitCode.INTERRUPTED;
        }
    }

    private List<Found> find(URI origin, List<Duration> costs, List<Work> works, Duration timeout,
            Duration connectTimeout, boolean quiet) throws CalibrationException, InterruptedException {
        try (var connector = HttpConnector.start(HttpOrigin.of(origin), surroundings.ticker(), surroundings.sleeper());
                var asker = new ServerAsker(origin, connector, timeout, connectTimeout, surroundings.ticker())) {
            var calibration = new Calibration(asker, note -> {
                if (!quiet && surroundings.errIsTerminal()) {
                    surroundings.err().println(note);
                }
            }, surroundings.cancellation()::isRequested);
            var found = new ArrayList<Found>();
            for (Work work : works) {
                found.addAll(surroundings.cancellation().interruptibly(() -> calibration.find(work, costs)));
            }
            return found;
        }
    }

    private static Optional<URI> origin(Arguments arguments) {
        if (arguments.argument().isEmpty()) {
            arguments.mistake("a URL is missing (try: %s)".formatted(EXAMPLE));
            return Optional.empty();
        }
        try {
            URI uri = Urls.http(arguments.argument().get());
            if (uri.getRawQuery() != null || !uri.getRawPath().equals("/")) {
                throw new IllegalArgumentException("must be a server's URL without a path, got '%s'".formatted(
                        arguments.argument().get()));
            }
            return Optional.of(uri);
        } catch (IllegalArgumentException e) {
            arguments.mistake("the target %s (try: %s)".formatted(e.getMessage(), EXAMPLE));
            return Optional.empty();
        }
    }

    private static Duration cost(String text) {
        Duration cost = Durations.parse(text);
        if (cost.compareTo(MIN_COST) < 0 || cost.compareTo(MAX_COST) > 0) {
            throw new IllegalArgumentException("must be %s..%s, got %s".formatted(
                    Durations.format(MIN_COST), Durations.format(MAX_COST), text));
        }
        return cost;
    }

    private static Work work(String text) {
        SequencedMap<String, Work> known = new LinkedHashMap<>();
        for (Work work : Work.values()) {
            known.put(work.label(), work);
        }
        if (!known.containsKey(text)) {
            throw new IllegalArgumentException("must be one of %s, got '%s'".formatted(
                    String.join(", ", known.keySet()), text));
        }
        return known.get(text);
    }
}
