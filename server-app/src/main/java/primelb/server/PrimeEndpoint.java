package primelb.server;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import primelb.core.config.Durations;
import primelb.core.json.JsonObject;
import primelb.core.prime.NaturalNumber;
import primelb.core.prime.NotANaturalNumberException;
import primelb.core.prime.PrimeMethod;
import primelb.core.prime.PrimeResult;
import primelb.core.prime.PrimeWork;
import primelb.core.time.Ticker;
import primelb.core.web.Handler;
import primelb.core.web.Problem;
import primelb.core.web.ProblemException;
import primelb.core.web.Query;
import primelb.core.web.Request;
import primelb.core.web.Response;

/** Answers {@code GET /prime/{n}?method=scan|sqrt|fast}. */
final class PrimeEndpoint implements Handler {

    /** Seconds; a queue moves on within the time of one computation, which is usually less. */
    private static final String RETRY_AFTER = "1";

    private final String serverId;
    private final ComputePool pool;
    private final Duration maxCompute;
    private final Supplier<Phase> phase;
    private final Ticker ticker;
    private final ServerMetrics metrics;

    PrimeEndpoint(String serverId, ComputePool pool, Duration maxCompute, Supplier<Phase> phase, Ticker ticker,
            ServerMetrics metrics) {
        this.metrics = metrics;
        this.serverId = serverId;
        this.pool = pool;
        this.maxCompute = maxCompute;
        this.phase = phase;
        this.ticker = ticker;
    }

    /** Returns 200 with the result, 400 for a wrong request, 422 for too much work, else 503 or 504. */
    @Override
    public Response handle(Request request) throws ProblemException, InterruptedException {
        long arrived = ticker.nanos();
        PrimeWork work = workOf(request);
        Duration left = RequestDeadline.of(request);
        if (work.hopelessWithin(maxCompute)) {
            metrics.computed(work.method(), new Outcome.TooMuchWork());
            throw tooMuchWork(work, "takes " + work.divisionsForPrime() + " divisions");
        }
        if (phase.get() == Phase.REFUSING) {
            return unavailable("this server is stopping");
        }
        Outcome outcome = pool.compute(work::run, arrived + left.toNanos(), request::clientGone);
        metrics.computed(work.method(), outcome);
        return switch (outcome) {
            case Outcome.Answered(PrimeResult.Decided result, long micros) -> answer(work, result, micros);
            case Outcome.QueueFull() -> unavailable("the queue is full");
            case Outcome.Stopping() -> unavailable("this server is stopping");
            // It goes nowhere.
            case Outcome.Unwanted() -> unavailable("the client has left");
            case Outcome.DeadlinePassed() -> Response.problem(Problem.of(504,
                    "no result within the " + Durations.format(left) + " of " + RequestDeadline.FIELD));
            case Outcome.TooMuchWork() -> throw tooMuchWork(work, "was not finished");
        };
    }

    private PrimeWork workOf(Request request) throws ProblemException {
        String word = Query.of(request).allowing("method").single("method").orElse(PrimeMethod.SCAN.word());
        Optional<PrimeMethod> method = PrimeMethod.of(word);
        if (method.isEmpty()) {
            throw ProblemException.badRequest("method must be scan, sqrt or fast, got '" + word + "'");
        }
        BigInteger number;
        try {
            number = NaturalNumber.parse(request.parameter());
        } catch (NotANaturalNumberException e) {
            throw ProblemException.badRequest(e.getMessage());
        }
        if (!method.get().takes(number)) {
            throw unprocessable("method=" + word + " takes numbers below 2^63, got one of " + number.bitLength()
                    + " bits");
        }
        return new PrimeWork(method.get(), number);
    }

    private ProblemException tooMuchWork(PrimeWork work, String why) {
        return unprocessable("method=" + work.method().word() + " of " + work.number() + " " + why
                + "; the limit is " + Durations.format(maxCompute));
    }

    /** Returns 422, which always names the method that would do. */
    private static ProblemException unprocessable(String why) {
        String word = PrimeMethod.FAST.word();
        return new ProblemException(Problem.of(422, why + "; use method=" + word).with("suggestedMethod", word));
    }

    private static Response unavailable(String why) {
        return Response.problem(Problem.of(503, why)).withHeader("Retry-After", RETRY_AFTER);
    }

    private Response answer(PrimeWork work, PrimeResult.Decided result, long computeMicros) {
        JsonObject.Builder answer = JsonObject.builder()
                .put("number", work.number().toString())
                .put("prime", result.prime())
                .put("certainty", result.certainty().word());
        // A string, as the number is: it may exceed 2^53.
        result.smallestFactor().ifPresent(factor -> answer.put("smallestFactor", Long.toString(factor)));
        return Response.json(200, answer
                .put("method", work.method().word())
                .put("computeMicros", computeMicros)
                .put("server", serverId)
                .build());
    }
}
