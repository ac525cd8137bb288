package primelb.core.prime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NaturalNumberTest {
    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "007,7", "524287,524287", "9223372036854775808,9223372036854775808"})
    void readsDigits(String text, BigInteger expected) throws NotANaturalNumberException {
        assertEquals(expected, NaturalNumber.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+1", "-1", " 1", "1 ", "1_000", "1,000", "1.0", "0x1f", "1e3", "٣", "７", "abc"})
    void refusesAnythingButDigits(String text) {
        assertThrows(NotANaturalNumberException.class, () -> NaturalNumber.parse(text));
    }

    @Test
    void takes4096BitsAndNotOneMore() throws NotANaturalNumberException {
        BigInteger limit = BigInteger.TWO.pow(4096);
        assertEquals(NaturalNumber.MAX_DIGITS, limit.toString().length());
        assertEquals(limit.subtract(BigInteger.ONE), NaturalNumber.parse(limit.subtract(BigInteger.ONE).toString()));
        assertTrue(refusal(limit.toString()).contains("4097"));
    }

    @Test
    void refusesTenThousandDigitsByTheirNumber() {
        assertTrue(refusal("1".repeat(10_000)).contains("got 10000"));
    }

    @Test
    void repeatsOnlyTheBeginningOfALongText() {
        assertTrue(refusal("x".repeat(10_000)).length() < 120);
    }

    private static String refusal(String text) {
        return assertThrows(NotANaturalNumberException.class, () -> NaturalNumber.parse(text)).getMessage();
    }
}
