package primelb.client.command;

import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.simulate.Distribution;
import primelb.client.simulate.Fault;
import primelb.client.simulate.Recording;
import primelb.client.simulate.Scenario;
import primelb.client.simulate.Trace;
import primelb.client.stored.ResultReader;
import primelb.client.stored.UnreadableResult;
import primelb.client.text.Printable;
import primelb.core.balance.Policies;
import primelb.core.config.Durations;
import primelb.core.config.NearestName;

/** The options on what is simulated. */
final class SimulateOptions {
    static final Option POLICY = Option.repeated("policy", "NAME", "--policy power-of-two",
            "how a server is chosen, or all (least-in-flight, round-robin, random, power-of-two)");
    static final Option SERVERS = Option.single("servers", "N", "2", "--servers 100", "servers, 1..10000");
    static final Option WORKERS = Option.single("workers", "N", "1", "--workers 4",
            "requests that a server works on at once");
    static final Option SERVER_QUEUE = Option.single("server-queue", "N", "1024", "--server-queue 100",
            "requests that wait at a server; beyond them it answers 503");
    static final Option SPEEDS = Option.single("speeds", "S,S,...", "1", "--speeds 1,1,4",
            "how fast the servers are, in turn");
    static final Option WEIGHTS = Option.single("weights", "W,W,...", "1", "--weights 1,1,4",
            "the weights of the servers, in turn");
    static final Option MAX_IN_FLIGHT = Option.single("max-in-flight", "N", "256", "--max-in-flight 2",
            "requests that a balancer sends to a server at once");
    static final Option FAIL = Option.repeated("fail", "SERVERS@FROM-UNTIL", "--fail 1-3@10s-20s:freeze",
            "servers that are gone for a time (:refuse) or stand still (:freeze)");

    static final Option LOAD = Option.single("load", "PART", "0.7", "--load 0.9",
            "what arrives, as a part of what the servers can do");
    static final Option RATE = Option.single("rate", "R/s", "", "--rate 100/s", "what arrives, instead of --load");
    static final Option ARRIVAL = Option.single("arrival", "HOW", "exponential", "--arrival constant",
            "times between arrivals: constant, exponential, pareto:ALPHA:RATIO, lognormal:SIGMA, or recorded:FILE");
    static final Option SERVICE = Option.single("service", "HOW", "exponential", "--service pareto:1.5",
            "times of work: the same, or recorded:FILE with a result of run");
    static final Option SERVICE_TIME = Option.single("service-time", "TIME", "10ms", "--service-time 50ms",
            "their mean at speed 1; a recorded one has its own");
    static final Option REQUESTS = Option.single("requests", "TOTAL", "1000000", "-n 100000", "requests that arrive")
            .shortened('n');
    static final Option WARMUP = Option.single("warmup", "N", "", "--warmup 1000",
            "of these the first, which are in no number (a tenth)");
    static final Option KEYS = Option.single("keys", "N", "10000", "--keys 100",
            "different keys of requests, for rendezvous");

    static final Option BALANCERS = Option.single("balancers", "N", "1", "--balancers 4",
            "balancers, each with its own view");
    static final Option QUEUE = Option.single("queue", "N", "1024", "--queue 100000",
            "requests that wait at a balancer while all servers are full");
    static final Option HOLD = Option.single("hold", "TIME", "0s", "--hold 5s",
            "time that a request waits while no server is active");
    static final Option NETWORK = Option.single("network", "TIME", "0s", "--network 400us",
            "the round trip between balancer and server");
    static final Option SEED = Option.single("seed", "N", "1", "--seed 42", "where all chance comes from");

    static final List<CommandSpec.Group> GROUPS = List.of(
            new CommandSpec.Group("servers", List.of(SERVERS, WORKERS, SERVER_QUEUE, SPEEDS, WEIGHTS, MAX_IN_FLIGHT, FAIL)),
            new CommandSpec.Group("load", List.of(LOAD, RATE, ARRIVAL, SERVICE, SERVICE_TIME, REQUESTS, WARMUP, KEYS)),
            new CommandSpec.Group("balancers", List.of(POLICY, BALANCERS, QUEUE, HOLD, NETWORK, SEED)));

    private static final List<String> USUAL = List.of("least-in-flight", "round-robin", "random", "power-of-two");
    private static final String RECORDED = "recorded:";
    private static final Pattern FAULT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?@([^-:]+)-([^-:]+?)(?::(refuse|freeze))?");
    private static final int MOST_REQUESTS = 100_000_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Arguments arguments;
    private final Surroundings surroundings;

    SimulateOptions(Arguments arguments, Surroundings surroundings) {
        this.arguments = arguments;
        this.surroundings = surroundings;
    }

    /** Returns the names of the policies, each once. */
    List<String> policies() {
        Set<String> all = Policies.all(new SplittableRandom(0), () -> 0).keySet();
        Set<String> chosen = new LinkedHashSet<>();
        for (List<String> names : arguments.parsedAll(POLICY, text -> {
            if (!text.equals("all") && !all.contains(text)) {
                throw new IllegalArgumentException("must be all or one of %s%s, got '%s'".formatted(String.join(", ", all),
                        NearestName.of(text, all).map(near -> " (did you mean " + near + "?)").orElse(""), text));
            }
            return text.equals("all") ? List.copyOf(all) : List.of(text);
        })) {
            chosen.addAll(names);
        }
        return chosen.isEmpty() ? USUAL : List.copyOf(chosen);
    }

    /** Returns the scenario; it may only be used after {@link Arguments#finish()}. */
    Scenario scenario() {
        int count = arguments.integerOrDefault(SERVERS, 1, Scenario.MOST_SERVERS);
        Scenario.Servers servers = new Scenario.Servers(count, arguments.integerOrDefault(WORKERS, 1, 1_000),
                arguments.integerOrDefault(SERVER_QUEUE, 0, 1_000_000),
                arguments.integerOrDefault(MAX_IN_FLIGHT, 1, 65_536),
                arguments.parsed(SPEEDS, text -> list(text, 0.001, 1_000)).orElse(List.of(1.0)),
                arguments.parsed(WEIGHTS, SimulateOptions::weights).orElse(List.of(1)));
        Scenario.Load load = load(servers);
        return new Scenario(servers, load,
                Scenario.Balancers.of(arguments.integerOrDefault(BALANCERS, 1, 100),
                        arguments.integerOrDefault(QUEUE, 0, 1_000_000),
                        arguments.durationOrDefault(HOLD, Duration.ZERO, LONGEST)),
                arguments.parsed(NETWORK, text -> time(text, 0, Duration.ofSeconds(1))).orElse(0L),
                arguments.parsedAll(FAIL, text -> fault(text, count)),
                arguments.parsed(SEED, SimulateOptions::seed).orElse(1L));
    }

    private Scenario.Load load(Scenario.Servers servers) {
        Optional<Recording> recordedService = recording(SERVICE);
        Optional<Recording> recordedArrival = recording(ARRIVAL);
        Distribution service = recordedService.<Distribution>map(Recording::service)
                .orElseGet(() -> distribution(SERVICE));
        long given = arguments.parsed(SERVICE_TIME, text -> time(text, 1_000, LONGEST)).orElse(10_000_000L);
        double nanos = service instanceof Distribution.Recorded recorded && !arguments.isGiven(SERVICE_TIME)
                ? recorded.mean() : given;
        Optional<Double> rate = arguments.parsed(RATE, SimulateOptions::perSecond);
        if (rate.isPresent() && arguments.isOnCommandLine(LOAD)) {
            arguments.mistake("--rate and --load exclude each other (try: only --load 0.7)");
        }
        double part = arguments.parsed(LOAD, text -> number(text, 0.001, 100)).orElse(0.7);
        double perSecond = rate.orElse(part * servers.capacity() * 1e9 / nanos);
        long requests = arguments.integerOrDefault(REQUESTS, 1, MOST_REQUESTS);
        Optional<Trace> trace = recordedArrival.flatMap(recording -> trace(recording,
                arguments.text(SERVICE).equals(arguments.text(ARRIVAL))));
        if (trace.isPresent()) {
            requests = arguments.isGiven(REQUESTS) ? Math.min(requests, trace.get().count()) : trace.get().count();
            perSecond = trace.get().count() * 1e9 / Math.max(1, trace.get().arrivals()[trace.get().count() - 1]);
        }
        long warmup = arguments.integer(WARMUP, 0, MOST_REQUESTS).map(Integer::longValue).orElse(requests / 10);
        if (warmup >= requests) {
            arguments.mistake("--warmup must be below --requests (%d), got %d (try: --warmup %d)".formatted(requests,
                    warmup, requests / 10));
        }
        return new Scenario.Load(requests, warmup, perSecond,
                recordedArrival.isPresent() ? new Distribution.Constant() : distribution(ARRIVAL), service, nanos,
                arguments.integerOrDefault(KEYS, 1, 1 << 30), trace);
    }

    private Optional<Recording> recording(Option option) {
        return arguments.text(option).filter(text -> text.startsWith(RECORDED)).flatMap(text -> {
            try {
                return Optional.of(Recording.of(ResultReader.read(
                        surroundings.folder().resolve(text.substring(RECORDED.length())))));
            } catch (UnreadableResult | InvalidPathException e) {
                arguments.mistake(option.spelling() + " " + Printable.of(e.getMessage(), 300));
                return Optional.empty();
            }
        });
    }

    private Optional<Trace> trace(Recording recording, boolean withServices) {
        try {
            return Optional.of(recording.trace(withServices));
        } catch (UnreadableResult e) {
            arguments.mistake(ARRIVAL.spelling() + " " + Printable.of(e.getMessage(), 300));
            return Optional.empty();
        }
    }

    private Distribution distribution(Option option) {
        if (arguments.text(option).filter(text -> text.startsWith(RECORDED)).isPresent()) {
            return new Distribution.Constant();
        }
        return arguments.parsed(option, text -> {
            List<String> parts = List.of(text.split(":", 2));
            String parameter = parts.size() < 2 ? "" : parts.get(1);
            if (text.equals("constant")) {
                return new Distribution.Constant();
            }
            if (text.equals("exponential")) {
                return new Distribution.Exponential();
            }
            return switch (parts.getFirst()) {
                case "pareto" -> pareto(parameter);
                case "lognormal" -> new Distribution.Lognormal(number(parameter.isEmpty() ? "1" : parameter, 0.01, 3));
                default -> throw new IllegalArgumentException("must be constant, exponential, pareto:ALPHA:RATIO,"
                        + " lognormal:SIGMA or recorded:FILE, got '" + text + "'");
            };
        }).orElse(new Distribution.Exponential());
    }

    private static Distribution pareto(String parameters) {
        List<String> parts = List.of(parameters.split(":", 2));
        return new Distribution.Pareto(number(parameters.isEmpty() ? "1.5" : parts.getFirst(), 0.1, 10),
                number(parts.size() < 2 ? "1000" : parts.getLast(), 1.01, 1e9));
    }

    /** Returns nanoseconds; a simulated time may be given in microseconds, too. */
    private static long time(String text, long least, Duration most) {
        long nanos;
        try {
            nanos = text.matches("\\d{1,9}us") ? 1_000 * Long.parseLong(text.substring(0, text.length() - 2))
                    : Durations.parse(text).toNanos();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a time such as 400us, 15ms or 2s, got '" + text + "'", e);
        }
        if (nanos < least || nanos > most.toNanos()) {
            throw new IllegalArgumentException("must be %dus..%s, got %s".formatted(least / 1_000,
                    Durations.format(most), text));
        }
        return nanos;
    }

    private static double perSecond(String text) {
        return number(text.endsWith("/s") ? text.substring(0, text.length() - 2) : text, 0.001, 1e9);
    }

    private static double number(String text, double least, double most) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number, got '" + text + "'", e);
        }
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException("must be %s..%s, got %s".formatted(least, most, text));
        }
        return number;
    }

    private static List<Double> list(String text, double least, double most) {
        var numbers = new ArrayList<Double>();
        for (String each : text.split(",", -1)) {
            numbers.add(number(each.strip(), least, most));
        }
        return numbers;
    }

    private static List<Integer> weights(String text) {
        return list(text, 1, 1_000).stream().map(weight -> {
            if (weight != Math.rint(weight)) {
                throw new IllegalArgumentException("must be whole numbers 1..1000, got " + weight);
            }
            return weight.intValue();
        }).toList();
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number, got '" + text + "'", e);
        }
    }

    private static Fault fault(String text, int servers) {
        Matcher matcher = FAULT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be servers and a time, such as 1@10s-20s, got '" + text + "'");
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        long from = Durations.parse(matcher.group(3)).toNanos();
        long until = Durations.parse(matcher.group(4)).toNanos();
        if (first < 1 || last < first || last > servers || until <= from) {
            throw new IllegalArgumentException("must name servers of 1..%d and a time that ends after it begins, got '%s'"
                    .formatted(servers, text));
        }
        return new Fault(first - 1, last - 1, from, until,
                "freeze".equals(matcher.group(5)) ? Fault.Kind.FREEZE : Fault.Kind.REFUSE);
    }
}
