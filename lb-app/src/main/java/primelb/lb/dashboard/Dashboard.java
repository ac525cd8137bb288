package primelb.lb.dashboard;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import primelb.core.backend.Backend;
import primelb.core.backend.StateChange;
import primelb.core.balancer.Balancer;
import primelb.core.json.JsonObject;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;
import primelb.core.web.Problem;
import primelb.core.web.ProblemException;
import primelb.core.web.Query;
import primelb.core.web.Request;
import primelb.core.web.Response;
import primelb.core.web.Router;

/**
 * The page at {@code /} of the admin port with its files and its events, and what remembers the last ten minutes for it.
 * Runs from {@link #start} until {@link #close}; safe for any thread.
 */
public final class Dashboard implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("primelb.lb");
    /** Ten minutes of seconds. */
    static final int SAMPLES = 600;
    /** Some hours of a pool that is restarted server by server, some minutes of one that flaps. */
    static final int CHANGES = 500;
    private static final String FOLDER = "/dashboard/";
    private static final List<String> FILES = List.of("app.css", "main.js", "feed.js", "model.js", "dom.js", "format.js",
            "look.js", "summary.js", "picture.js", "table.js", "scale.js", "charts.js", "plot.js", "throughput.js", "latency.js",
            "failures.js", "log.js", "question.js", "icon.svg");

    private final Ring<Sample> samples = new Ring<>(SAMPLES);
    private final Ring<Change> changes = new Ring<>(CHANGES);
    private final Sampler sampler;
    private final Feed feed;
    private final ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lb-dashboard").factory());

    private Dashboard(Balancer balancer, Function<Backend, JsonObject> description, boolean tokenWanted) {
        Ticker ticker = SystemTime.ticker();
        InstantSource wallClock = SystemTime.wallClock();
        this.sampler = new Sampler(balancer.pool(), balancer.stats(), wallClock, ticker);
        Present present = new Present(balancer.pool(), balancer.stats(), sampler, description, wallClock, tokenWanted);
        String run = Long.toHexString(new SplittableRandom().nextLong());
        this.feed = new Feed(new Messages(run, samples, changes, present::json), Feed.Limits.STANDARD, ticker);
    }

    /**
     * Returns the dashboard of a balancer, which remembers from now on.
     *
     * @param balancer what is shown
     * @param description what the admin port says of a server
     * @param tokenWanted whether who drains and restores must bring a token
     */
    public static Dashboard start(Balancer balancer, Function<Backend, JsonObject> description, boolean tokenWanted) {
        Dashboard dashboard = new Dashboard(balancer, description, tokenWanted);
        balancer.pool().listen(dashboard::stateChanged);
        dashboard.seconds.scheduleAtFixedRate(dashboard::second, 1, 1, TimeUnit.SECONDS);
        return dashboard;
    }

    /** Returns the router with the paths of the page. */
    public Router addTo(Router router) {
        Router all = router.on("GET", "/", Asset.load("index.html")::answer)
                .on("GET", "/events", this::events);
        for (String file : FILES) {
            all = all.on("GET", FOLDER + file, Asset.load(file)::answer);
        }
        return all;
    }

    private void stateChanged(StateChange change) {
        changes.add(Change.of(change));
        feed.changed();
    }

    private void second() {
        try {
            samples.add(sampler.sample());
            feed.changed();
            feed.cutOffStalled();
        } catch (RuntimeException e) {
            // An exception would end the schedule for good, and the page would stand still.
            LOG.log(System.Logger.Level.ERROR, "the dashboard's sample failed", e);
        }
    }

    private Response events(Request request) throws ProblemException {
        // An image or a script of another site's page sends no Origin; it would see nothing, and take a viewer's place.
        Optional<String> site = request.fields().single("Sec-Fetch-Site");
        if (site.filter(from -> !from.equals("same-origin") && !from.equals("none")).isPresent()) {
            throw new ProblemException(Problem.of(403, "the events are for the admin port's own page and for programs"));
        }
        String seen = Messages.seen(request.fields().single("Last-Event-ID"),
                Query.of(request).allowing("after").single("after"));
        if (!feed.hasRoom()) {
            return Response.problem(Problem.of(503, "as many as may watch do so: " + Feed.Limits.STANDARD.viewers()))
                    .withHeader("Retry-After", "5");
        }
        return Asset.guarded(Response.stream("text/event-stream", out -> feed.serve(seen, out)))
                .withHeader("Cache-Control", "no-store");
    }

    /** Ends the streams and the remembering. */
    @Override
    public void close() {
        feed.close();
        seconds.shutdownNow();
    }
}
