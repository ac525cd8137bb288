package primelb.client.command;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.load.LoadPlan;
import primelb.client.load.Pacer;
import primelb.client.load.Spacing;
import primelb.client.load.StopRule;
import primelb.client.load.Target;
import primelb.client.threshold.Judge;
import primelb.client.threshold.Threshold;
import primelb.client.threshold.ThresholdParser;

/** The options on how much is sent, how fast, and what must come of it. */
final class LoadOptions {
    static final Option CLIENTS = Option.single("clients", "N", "50", "-c 50", "clients that send at once")
            .shortened('c');
    static final Option PER_CLIENT = Option.single("requests-per-client", "M", "10", "-r 10",
            "requests of each client").shortened('r');
    static final Option REQUESTS = Option.single("requests", "TOTAL", "", "-n 500",
            "requests in all, exactly, whoever is free").shortened('n');
    static final Option DURATION = Option.single("duration", "TIME", "", "-d 30s",
            "begin requests for so long, instead of a number").shortened('d');
    static final Option RATE = Option.single("rate", "R/s", "", "--rate 100/s",
            "open loop: requests are due at this rate, whoever is free; -c is the most at once");
    static final Option SPACING = Option.single("spacing", "HOW", "even", "--spacing random",
            "with --rate: even, or random as of many who do not know of each other");
    static final Option RAMP = Option.single("ramp", "TIME", "0s", "--ramp 5s",
            "until all clients send, or the rate is reached; part of the run");
    static final Option WARMUP = Option.single("warmup", "N", "0", "--warmup 20",
            "requests before, which are in no number");
    static final Option TIMEOUT = Option.single("timeout", "TIME", "60s", "-t 60s",
            "the longest a request may take, body included").shortened('t');
    static final Option CONNECT_TIMEOUT = Option.single("connect-timeout", "TIME", "2s", "--connect-timeout 2s",
            "the longest a connect may take");
    static final Option THRESHOLD = Option.repeated("threshold", "EXPR", "--threshold 'p99<2s'",
            "what must hold; failed==0 holds unless failed is given");

    static final CommandSpec.Group GROUP = new CommandSpec.Group("load", List.of(CLIENTS, PER_CLIENT, REQUESTS,
            DURATION, RATE, SPACING, RAMP, WARMUP, TIMEOUT, CONNECT_TIMEOUT, THRESHOLD));

    private static final Pattern RATE_FORM = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)(?:/(s|m))?");
    private static final double MIN_RATE = 0.01;
    private static final double MAX_RATE = 1_000_000;
    private static final int MAX_CLIENTS = 10_000;
    private static final Duration MIN_TIME = Duration.ofMillis(1);
    private static final Duration MAX_DURATION = Duration.ofHours(24);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    private LoadOptions() {
    }

    /** Returns the settings; they may only be used after {@link Arguments#finish()}, and are there then. */
    static Optional<LoadSettings> read(Arguments arguments, URI exampleUrl, InputStream stdin) {
        Optional<Target> target = RequestOptions.read(arguments, exampleUrl, stdin);
        int clients = arguments.integerOrDefault(CLIENTS, 1, MAX_CLIENTS);
        StopRule stop = stopRule(arguments, clients);
        if (stop instanceof StopRule.Total(int requests) && clients > requests) {
            if (arguments.isGiven(CLIENTS)) {
                arguments.mistake("--clients must be at most --requests (%d), got %d (try: -c %d)".formatted(
                        requests, clients, requests));
            }
            clients = requests;
        }
        Pacer pacer = pacer(arguments);
        if (pacer instanceof Pacer.OpenLoop && stop instanceof StopRule.PerClient(int requests)) {
            stop = new StopRule.Total(Math.min(clients * requests, StopRule.MAX_SAMPLES));
        }
        var plan = new LoadPlan(clients, stop, pacer,
                arguments.durationOrDefault(TIMEOUT, MIN_TIME, MAX_TIMEOUT),
                arguments.durationOrDefault(CONNECT_TIMEOUT, MIN_TIME, MAX_TIMEOUT));
        int warmup = arguments.integerOrDefault(WARMUP, 0, StopRule.MAX_SAMPLES);
        List<Threshold> thresholds = arguments.parsedAll(THRESHOLD, ThresholdParser::parse);
        return target.map(known -> new LoadSettings(known, plan, warmup, Judge.withDefault(thresholds)));
    }

    private static Pacer pacer(Arguments arguments) {
        Duration ramp = arguments.durationOrDefault(RAMP, Duration.ZERO, MAX_TIMEOUT);
        Optional<Double> rate = arguments.parsed(RATE, LoadOptions::perSecond);
        SequencedMap<String, Spacing> spacings = new LinkedHashMap<>();
        spacings.put("even", Spacing.EVEN);
        spacings.put("random", Spacing.RANDOM);
        Spacing spacing = arguments.choice(SPACING, spacings);
        return rate.isPresent() ? new Pacer.OpenLoop(rate.get(), ramp, spacing) : new Pacer.ClosedLoop(ramp);
    }

    private static double perSecond(String text) {
        Matcher matcher = RATE_FORM.matcher(text);
        double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        double perSecond = matcher.matches() && "m".equals(matcher.group(2)) ? number / 60 : number;
        if (perSecond < MIN_RATE || perSecond > MAX_RATE) {
            throw new IllegalArgumentException("must be a rate 0.01/s..1000000/s, such as 100/s or 30/m, got '%s'"
                    .formatted(text));
        }
        return perSecond;
    }

    private static StopRule stopRule(Arguments arguments, int clients) {
        List<Option> rules = List.of(PER_CLIENT, REQUESTS, DURATION);
        // What stands on the command line wins over what stands in the environment.
        List<Option> onCommandLine = rules.stream().filter(arguments::isOnCommandLine).toList();
        List<Option> given = onCommandLine.isEmpty() ? rules.stream().filter(arguments::isGiven).toList()
                : onCommandLine;
        if (given.size() > 1) {
            arguments.mistake("%s and %s exclude each other (try: only %s)".formatted(
                    given.get(0).spelling(), given.get(1).spelling(), given.get(0).example()));
        }
        Option rule = given.isEmpty() ? PER_CLIENT : given.getFirst();
        // Where the value is a mistake, which is noted by then, the least one stands in for it.
        if (rule.equals(DURATION)) {
            return new StopRule.After(arguments.duration(DURATION, MIN_TIME, MAX_DURATION).orElse(MIN_TIME));
        }
        if (rule.equals(REQUESTS)) {
            return new StopRule.Total(arguments.integer(REQUESTS, 1, StopRule.MAX_SAMPLES).orElse(1));
        }
        int requests = arguments.integerOrDefault(PER_CLIENT, 1, StopRule.MAX_SAMPLES);
        if ((long) clients * requests > StopRule.MAX_SAMPLES) {
            arguments.mistake("--clients x --requests-per-client must be at most %d, got %d (try: -c 50 -r 10)"
                    .formatted(StopRule.MAX_SAMPLES, (long) clients * requests));
        }
        return new StopRule.PerClient(requests);
    }
}
