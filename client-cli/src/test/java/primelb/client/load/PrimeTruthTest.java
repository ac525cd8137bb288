package primelb.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimeTruthTest {
    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,true", "4,false", "524287,true", "6700417,true", "524288,false",
        "9223372036854775783,true", "0000007,true"})
    void knowsTheTruthAboutANumber(String number, boolean prime) {
        assertEquals(prime, PrimeTruth.askedBy("/prime/" + number).orElseThrow().prime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/prime/", "/prime/-7", "/prime/7/", "/prime/seven", "/primes/7", "/x/prime/7"})
    void knowsNothingWhereNothingIsAsked(String path) {
        assertTrue(PrimeTruth.askedBy(path).isEmpty());
    }

    @Test
    void believesOnlyTheNumberAskedAboutAndTheTruthAboutIt() {
        assertTrue(lie("{\"number\":\"7\",\"prime\":true,\"method\":\"scan\",\"server\":\"s\"}").isEmpty());
        assertEquals("7 is a prime, the answer says false", lie("{\"number\":\"7\",\"prime\":false}").orElseThrow());
        assertEquals("asked about 7, the answer is about 11", lie("{\"number\":\"11\",\"prime\":true}").orElseThrow());
        assertEquals("7 is a prime, the answer says nothing", lie("{\"number\":\"7\"}").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true", "[]", "{\"number\":7,\"prime\":true}", "{\"number\":\"7\",\"prime\":\"true\"}",
        "{\"number\":\"7\",\"prime\":true", "{\"number\":\"7\",\"prime\":true}x", "<html>", "\u0007"})
    void believesNothingElse(String body) {
        String reason = lie(body).orElseThrow();
        assertFalse(reason.isBlank());
        assertTrue(reason.chars().allMatch(letter -> letter >= ' '), reason);
    }

    @Test
    void keepsForHowLongTheServerSaysThatItComputed() {
        assertEquals(new Outcome.Ok(1012), judge("{\"number\":\"7\",\"prime\":true,\"computeMicros\":1012}"));
        for (String claim : List.of("-1", "99999999999", "1.5", "\"long\"", "null")) {
            assertEquals(Outcome.OK, judge("{\"number\":\"7\",\"prime\":true,\"computeMicros\":" + claim + "}"), claim);
        }
    }

    private static Optional<String> lie(String body) {
        return switch (judge(body)) {
            case Outcome.Ok _ -> Optional.empty();
            case Outcome.Failed(FailureKind kind, String explanation) -> {
                assertEquals(FailureKind.WRONG_BODY, kind);
                yield Optional.of(explanation);
            }
        };
    }

    private static Outcome judge(String body) {
        return PrimeTruth.askedBy("/prime/7").orElseThrow().judge(body.getBytes(StandardCharsets.UTF_8));
    }
}
