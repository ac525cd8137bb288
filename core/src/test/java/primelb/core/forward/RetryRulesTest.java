package primelb.core.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import primelb.core.forward.RetryRules.Next;

class RetryRulesTest {
    private static final RetryRules RULES = RetryRules.DEFAULT;

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            failure,          GET,           POST held whole, POST partly gone
            UNKNOWN_HOST,     OTHER_BACKEND, OTHER_BACKEND,   GIVE_UP
            NO_ROUTE,         OTHER_BACKEND, OTHER_BACKEND,   GIVE_UP
            REFUSED,          OTHER_BACKEND, OTHER_BACKEND,   GIVE_UP
            CONNECT_TIMEOUT,  OTHER_BACKEND, OTHER_BACKEND,   GIVE_UP
            NOT_ALLOWED,      OTHER_BACKEND, OTHER_BACKEND,   GIVE_UP
            STALE_CONNECTION, SAME_BACKEND,  GIVE_UP,         GIVE_UP
            NO_ANSWER,        OTHER_BACKEND, GIVE_UP,         GIVE_UP
            BAD_ANSWER,       OTHER_BACKEND, GIVE_UP,         GIVE_UP
            SILENT,           OTHER_BACKEND, GIVE_UP,         GIVE_UP
            ANSWER_TIMEOUT,   GIVE_UP,       GIVE_UP,         GIVE_UP
            TOTAL_TIMEOUT,    GIVE_UP,       GIVE_UP,         GIVE_UP
            BODY_CUT,         GIVE_UP,       GIVE_UP,         GIVE_UP
            CLIENT_GONE,      GIVE_UP,       GIVE_UP,         GIVE_UP
            CLIENT_FAULT,     GIVE_UP,       GIVE_UP,         GIVE_UP
            OWN_TROUBLE,      GIVE_UP,       GIVE_UP,         GIVE_UP
            """)
    void saysWhatFollowsTheFirstAttempt(ForwardFailure failure, Next get, Next wholePost, Next cutPost) {
        assertEquals(get, RULES.after(failure, true, true, 1));
        assertEquals(wholePost, RULES.after(failure, false, true, 1));
        assertEquals(cutPost, RULES.after(failure, false, false, 1));
    }

    @ParameterizedTest
    @EnumSource(ForwardFailure.class)
    void whatMayHaveBeenProcessedIsNeverSentAgainUnlessItIsRepeatable(ForwardFailure failure) {
        if (failure.maybeProcessed()) {
            assertEquals(Next.GIVE_UP, RULES.after(failure, false, true, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(ForwardFailure.class)
    void halfABodyIsNeverSent(ForwardFailure failure) {
        assertEquals(Next.GIVE_UP, RULES.after(failure, true, false, 1));
    }

    @ParameterizedTest
    @EnumSource(ForwardFailure.class)
    void onlyWhatSaysNothingAboutTheBackendGoesThereAgain(ForwardFailure failure) {
        if (failure.blamesBackend()) {
            assertNotEquals(Next.SAME_BACKEND, RULES.after(failure, true, true, 1));
        }
    }

    @Test
    void triesTwoMoreBackendsAtMost() {
        assertEquals(Next.OTHER_BACKEND, RULES.after(ForwardFailure.REFUSED, false, true, 2));
        assertEquals(Next.GIVE_UP, RULES.after(ForwardFailure.REFUSED, false, true, 3));
        assertEquals(Next.GIVE_UP, RULES.after(ForwardFailure.NO_ANSWER, true, true, 3));
    }

    @Test
    void triesOneMoreAfterAnAnswerThatIsNotHttp() {
        assertEquals(Next.OTHER_BACKEND, RULES.after(ForwardFailure.BAD_ANSWER, true, true, 1));
        assertEquals(Next.GIVE_UP, RULES.after(ForwardFailure.BAD_ANSWER, true, true, 2));
    }

    @Test
    void canBeToldNotToRetry() {
        RetryRules none = new RetryRules(0, 20, 10, 1024);

        assertEquals(Next.GIVE_UP, none.after(ForwardFailure.REFUSED, true, true, 1));
        assertEquals(Next.GIVE_UP, none.after(ForwardFailure.BAD_ANSWER, true, true, 1));
    }

    @Test
    void refusesNegativeNumbers() {
        assertThrows(IllegalArgumentException.class, () -> new RetryRules(-1, 20, 10, 1024));
        assertThrows(IllegalArgumentException.class, () -> new RetryRules(2, -1, 10, 1024));
        assertThrows(IllegalArgumentException.class, () -> new RetryRules(2, 20, -1, 1024));
        assertThrows(IllegalArgumentException.class, () -> new RetryRules(2, 20, 10, -1));
    }
}
