package primelb.core.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @ParameterizedTest
    @CsvSource({"method=fast,fast", "a=1&method=fast&b,fast", "method=%66ast,fast", "%6dethod=fast,fast",
        "method=a+b,a+b", "method=a=b,a=b", "&&method=%C3%A9&,é"})
    void decodesAParameter(String query, String expected) throws ProblemException {
        assertEquals(Optional.of(expected), Query.of(request(query)).single("method"));
    }

    @Test
    void tellsAbsentFromEmpty() throws ProblemException {
        assertEquals(Optional.empty(), Query.of(request("")).single("method"));
        assertEquals(Optional.of(""), Query.of(request("method")).single("method"));
        assertEquals(Optional.of(""), Query.of(request("method=")).single("method"));
    }

    @Test
    void refusesAParameterGivenTwice() throws ProblemException {
        Query query = Query.of(request("method=fast&%6dethod=scan"));
        assertTrue(problem(() -> query.single("method")).contains("got it 2 times"));
    }

    @Test
    void refusesParametersThatNobodyKnows() throws ProblemException {
        Query query = Query.of(request("metod=fast"));
        assertTrue(problem(() -> query.allowing("method")).contains("'metod'; known: method"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%4g", "a=%-1", "a=%ff", "a=%C3", "a=é", "a=%C0%AF", "a=%+1"})
    void refusesBrokenEscapesAndBadUtf8(String query) {
        problem(() -> Query.of(request(query)));
    }

    private static String problem(Executable executable) {
        Problem problem = assertThrows(ProblemException.class, executable).problem();
        assertEquals(400, problem.status());
        return problem.detail();
    }

    private static Request request(String query) {
        return new Request("GET", "/", query, Fields.none(), new byte[0],
            InetSocketAddress.createUnresolved("client", 1));
    }
}
