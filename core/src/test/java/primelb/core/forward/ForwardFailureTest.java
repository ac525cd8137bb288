package primelb.core.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of what "a request fails" means, row by row. */
class ForwardFailureTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            failure,          ejects, maybe processed, client gets
            UNKNOWN_HOST,     true,   false,           502
            NO_ROUTE,         true,   false,           502
            REFUSED,          true,   false,           502
            CONNECT_TIMEOUT,  true,   false,           504
            NOT_ALLOWED,      true,   false,           502
            STALE_CONNECTION, false,  true,            502
            NO_ANSWER,        true,   true,            502
            BAD_ANSWER,       true,   true,            502
            ANSWER_TIMEOUT,   true,   true,            504
            SILENT,           true,    true,            504
            TOTAL_TIMEOUT,    false,  true,            504
            BODY_CUT,         true,   true,            502
            CLIENT_GONE,      false,  true,            499
            CLIENT_FAULT,     false,  true,            400
            OWN_TROUBLE,      false,  false,           503
            """)
    void blamesAndAnswersAsTheTableSays(ForwardFailure failure, boolean ejects, boolean maybeProcessed, int status) {
        assertEquals(ejects, failure.blamesBackend());
        assertEquals(maybeProcessed, failure.maybeProcessed());
        assertEquals(status, failure.clientStatus());
    }

    @ParameterizedTest
    @EnumSource(ForwardFailure.class)
    void onlyALateAnswerSparesTheLastBackend(ForwardFailure failure) {
        assertEquals(failure == ForwardFailure.ANSWER_TIMEOUT, failure.sparesLast());
    }

    @Test
    void eachHasWordsOfItsOwn() {
        Set<String> words =
                Arrays.stream(ForwardFailure.values()).map(ForwardFailure::text).collect(Collectors.toSet());

        assertEquals(EnumSet.allOf(ForwardFailure.class).size(), words.size());
    }
}
