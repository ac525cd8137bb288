package primelb.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    private static final JsonObject EXAMPLE = JsonObject.builder()
            .put("url", "http://server1:8000")
            .put("active", true)
            .put("servers", JsonArray.of(JsonNumber.of(1), new JsonNull()))
            .put("none", new JsonArray(List.of()))
            .put("empty", JsonObject.builder().build())
            .build();

    @Test
    void compactIsOneLineWithoutSpaces() {
        assertEquals("{\"url\":\"http://server1:8000\",\"active\":true,\"servers\":[1,null],\"none\":[],\"empty\":{}}",
                JsonWriter.compact(EXAMPLE));
    }

    @Test
    void prettyIsIndentedByTwo() {
        assertEquals("""
                {
                  "url": "http://server1:8000",
                  "active": true,
                  "servers": [
                    1,
                    null
                  ],
                  "none": [],
                  "empty": {}
                }""", JsonWriter.pretty(EXAMPLE));
    }

    @Test
    void prettyNumbersFillTheirLines() {
        JsonValue[] numbers = IntStream.rangeClosed(1, 40).mapToObj(JsonNumber::of).toArray(JsonValue[]::new);
        assertEquals("""
                {
                  "numbers": [
                    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
                    27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40
                  ],
                  "mixed": [
                    1,
                    "a"
                  ]
                }""", JsonWriter.pretty(JsonObject.builder().put("numbers", JsonArray.of(numbers))
                .put("mixed", JsonArray.of(JsonNumber.of(1), new JsonString("a"))).build()));
    }

    @Test
    void escapesWhatJsonAndOldJavaScriptMustNotSee() {
        assertEquals("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\\u2028\\u2029</é😀\"",
                JsonWriter.compact(new JsonString("\"\\\b\f\n\r\t\u0000\u001F\u007F\u2028\u2029</é😀")));
    }

    @Test
    void aLoneSurrogateBecomesTheReplacementCharacter() {
        assertEquals("\"a\uFFFDb\uFFFD\"", JsonWriter.compact(new JsonString("a\uD800b\uDC00")));
        assertEquals("\"\uFFFD\"", JsonWriter.compact(new JsonString("\uD800")));
    }
}
