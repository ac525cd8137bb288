package primelb.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static JsonValue read(String text) throws JsonSyntaxException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.REQUEST);
    }

    private static String refusal(String text) {
        return assertThrows(JsonSyntaxException.class, () -> read(text), text).getMessage();
    }

    @Test
    void readsEveryKindOfValue() throws Exception {
        JsonValue expected = JsonObject.builder()
                .put("s", "x")
                .put("n", JsonArray.of(new JsonNumber("0"), new JsonNumber("-1.50"), new JsonNumber("2E+10")))
                .put("t", true)
                .put("f", false)
                .putNull("z")
                .put("o", JsonObject.builder().build())
                .put("a", new JsonArray(List.of()))
                .build();

        assertEquals(expected, read(" {\"s\":\"x\", \"n\":[0,-1.50 ,2E+10],\r\n\t\"t\":true,\"f\":false,"
                + "\"z\":null,\"o\":{ },\"a\":[ ]} "));
    }

    @Test
    void keepsTheOrderOfMembers() throws Exception {
        JsonObject object = (JsonObject) read("{\"b\":1,\"a\":2,\"c\":3}");

        assertEquals(List.of("b", "a", "c"), List.copyOf(object.members().sequencedKeySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "10", "0.0", "1e5", "1E-5", "-12.34e+56", "123456789012345678901234567890"})
    void keepsTheLiteralOfANumber(String literal) throws Exception {
        assertEquals(new JsonNumber(literal), read(literal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "01", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "0x10", "NaN", "Infinity", "--1",
            "tru", "True", "nul", "nulll", "'a'", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\\u12\"", "\"\t\"", "\"\u0000\"",
            "{", "[", "[1", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:2}", "{\"a\" 1}",
            "]", "}", "1 2", "{}{}", "[1]]", "// c\n1", "/* c */1", "\u00A01", "\u000B1", "\uFEFF1",
            "\"\\u\u0661\u0661\u0661\u0661\""})
    void refusesWhatIsNotJson(String text) {
        refusal(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"url\" 1}           | 1:8: expected ':', found '1'",
        "[1 2]                 | 1:4: expected ',' or ']', found '2'",
        "{\"a\":1 \"b\"}       | 1:8: expected ',' or '}', found '\"'",
        "{a:1}                 | 1:2: expected a name in quotes or '}', found 'a'",
        "{\"a\":1,}            | 1:8: expected a name in quotes, found '}'",
        "[1,]                  | 1:4: expected a value, found ']'",
        "[01]                  | 1:3: expected no digit after a leading 0, found '1'",
        "[1.x]                 | 1:4: expected a digit, found 'x'",
        "trap                  | 1:3: expected 'u' of true, found 'a'",
        "1 x                   | 1:3: expected the end of the text, found 'x'",
        "\"\\q\"               | 1:3: expected one of \"\\/bfnrtu after a backslash, found 'q'",
        "\"\\u00e\"            | 1:7: expected 4 hexadecimal digits, found '\"'",
        "\"abc                 | 1:5: expected '\"', found the end of the text",
        "\uFEFF{}              | 1:1: expected a value, found a byte order mark",
        "{\"a\":1, \"\\u0061\":2} | 1:9: expected a new name, found \"\\u0061\" again",
        "\"a\\ud800b\"         | 1:3: expected a pair of surrogates, found only U+D800",
        "\"\\udc00\\ud800\"    | 1:2: expected a pair of surrogates, found only U+DC00",
        "\"\\ud800             | 1:2: expected a pair of surrogates, found only U+D800",
    })
    void saysWhereAndWhatWasExpectedAndFound(String text, String message) {
        assertEquals(message, refusal(text));
    }

    @Test
    void countsLinesAndColumnsInCharacters() {
        JsonSyntaxException mistake =
                assertThrows(JsonSyntaxException.class, () -> read("{\r\n  \"a\": 1,\n  \"\uD83D\uDE00é\": x}"));

        assertEquals(3, mistake.line());
        assertEquals(9, mistake.column());
    }

    @Test
    void aControlCharacterInAStringIsShownByItsCode() {
        assertEquals("1:3: expected an escape for a control character, found U+000A", refusal("\"a\n\""));
    }

    @Test
    void decodesEscapesAndPairsOfSurrogates() throws Exception {
        assertEquals(new JsonString("\"\\/\b\f\n\r\t\u20AC\uD83D\uDE00é"),
                read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20aC\\uD83D\\ude00é\""));
    }

    @Test
    void refusesBytesThatAreNotUtf8AndSaysWhere() {
        byte[] overlong = {'[', '\n', '"', 'a', (byte) 0xC0, (byte) 0x80, '"', ']'};
        byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        byte[] cut = {'"', (byte) 0xE2, (byte) 0x82};

        assertEquals("2:3: expected well-formed UTF-8, found byte 0xC0", refusal(overlong));
        assertEquals("1:2: expected well-formed UTF-8, found byte 0xED", refusal(surrogate));
        assertEquals("1:2: expected well-formed UTF-8, found byte 0xE2", refusal(cut));
    }

    private static String refusal(byte[] utf8) {
        return assertThrows(JsonSyntaxException.class, () -> JsonReader.read(utf8, JsonLimits.REQUEST)).getMessage();
    }

    @Test
    void aRawLoneSurrogateInAStringIsRefusedToo() {
        assertThrows(JsonSyntaxException.class, () -> JsonReader.read("\"\uD800\"", JsonLimits.REQUEST));
    }

    @Test
    void readsToTheLimitOfBytesAndNotBeyond() throws Exception {
        JsonLimits limits = new JsonLimits(6, 1);

        assertEquals(new JsonString("é€"), JsonReader.read("\"é€\"", new JsonLimits(7, 1)));
        assertEquals(new JsonString("1234"), JsonReader.read("\"1234\"", limits));
        JsonSyntaxException refused =
                assertThrows(JsonSyntaxException.class, () -> JsonReader.read("\"é€\"", limits));
        assertEquals("1:1: expected at most 6 bytes, found 7", refused.getMessage());
    }

    @Test
    void readsToTheLimitOfDepthAndNotBeyond() throws Exception {
        JsonLimits limits = new JsonLimits(100, 2);

        JsonReader.read("[{}, [1]]", limits);
        JsonSyntaxException refused = assertThrows(JsonSyntaxException.class,
                () -> JsonReader.read("[{\"a\":[]}]", limits));

        assertEquals("1:7: expected at most 2 arrays and objects inside each other, found one more",
                refused.getMessage());
    }

    @Test
    void theDeepestLimitNeedsNoMoreStackThanAThreadHas() {
        String deep = "[".repeat(100_000);

        JsonSyntaxException refused = assertThrows(JsonSyntaxException.class,
                () -> JsonReader.read(deep, new JsonLimits(1_000_000, 100)));

        assertEquals(101, refused.column());
    }

    @Test
    void limitsHaveLimits() {
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 101));
    }
}
