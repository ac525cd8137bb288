package primelb.client.load;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides whether an answer is ok. For use by all clients at once.
 *
 * @param statuses the statuses that are expected; a 5xx never is
 * @param bodyPattern what must be found in the body
 * @param truth what a 200 must say, where the target asks about a prime
 */
public record AnswerCheck(Set<Integer> statuses, Optional<Pattern> bodyPattern, Optional<PrimeTruth> truth) {
    /** Keeps its own copy and refuses to expect a 5xx. */
    public AnswerCheck {
        statuses = Set.copyOf(statuses);
        if (statuses.stream().anyMatch(status -> status < 200 || status > 499)) {
            throw new IllegalArgumentException("an expected status must be 200..499, got " + statuses);
        }
    }

    /** Returns ok, or the first thing that is wrong: status, then body, then truth. */
    public Outcome judge(Answer response) {
        if (!statuses.contains(response.status())) {
            return new Outcome.Failed(FailureKind.ofStatus(response.status()), "status %d, expected %s%s".formatted(
                    response.status(), expected(), detail(response)));
        }
        if (bodyPattern.isPresent() && !bodyPattern.get().matcher(text(response)).find()) {
            return new Outcome.Failed(FailureKind.WRONG_BODY, "no match for --expect-body %s in '%s'".formatted(
                    bodyPattern.get(), text(response)));
        }
        if (response.status() == 200 && truth.isPresent()) {
            return truth.get().judge(response.body());
        }
        return Outcome.OK;
    }

    private String expected() {
        return new TreeSet<>(statuses).stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private static String detail(Answer response) {
        return response.body().length == 0 ? "" : ": " + text(response);
    }

    private static String text(Answer response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
