package primelb.client.load;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import primelb.client.text.Printable;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;
import primelb.core.json.JsonTypeException;
import primelb.core.json.JsonValue;
import primelb.core.prime.Primes;

/**
 * What a true answer about one number says. The client computes it itself, once, so that no answer is believed.
 *
 * @param number the number asked about
 * @param prime whether it is a prime
 */
public record PrimeTruth(BigInteger number, boolean prime) {
    /** A server takes numbers of up to 4,096 bits, which are 1,234 digits. */
    private static final Pattern PRIME_PATH = Pattern.compile("/prime/(\\d{1,1234})");

    /** Returns the truth that a path asks for; empty when it asks for something else than a prime. */
    public static Optional<PrimeTruth> askedBy(String rawPath) {
        Matcher matcher = PRIME_PATH.matcher(rawPath);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var number = new BigInteger(matcher.group(1));
        return Optional.of(new PrimeTruth(number, Primes.isPrime(number)));
    }

    /** Returns ok when an answer is true, else the first thing that is wrong with it. */
    public Outcome judge(byte[] body) {
        try {
            JsonValue json = JsonReader.read(body, JsonLimits.REQUEST);
            if (!(json instanceof JsonObject answer)) {
                return lie("expected a JSON object, got " + shown(body));
            }
            if (!answer.text("number").equals(Optional.of(number.toString()))) {
                return lie("asked about %s, the answer is about %s".formatted(
                        number, answer.text("number").orElse("nothing")));
            }
            if (!answer.bool("prime").equals(Optional.of(prime))) {
                return lie("%s is %s prime, the answer says %s".formatted(
                        number, prime ? "a" : "no", answer.bool("prime").map(String::valueOf).orElse("nothing")));
            }
            return new Outcome.Ok(computeMicros(answer));
        } catch (JsonSyntaxException | JsonTypeException e) {
            return lie(e.getMessage() + " in " + shown(body));
        }
    }

    /** A claim that nobody checks: it is stored and never judged, so one that cannot be is as good as none. */
    private static int computeMicros(JsonObject answer) {
        try {
            long micros = answer.integer("computeMicros").orElse(-1);
            return micros >= 0 && micros <= Integer.MAX_VALUE ? (int) micros : -1;
        } catch (JsonTypeException _) {
            return -1;
        }
    }

    private static Outcome lie(String explanation) {
        return new Outcome.Failed(FailureKind.WRONG_BODY, explanation);
    }

    private static String shown(byte[] body) {
        return body.length == 0 ? "an empty body"
                : "'" + Printable.of(new String(body, StandardCharsets.UTF_8), 80) + "'";
    }
}
