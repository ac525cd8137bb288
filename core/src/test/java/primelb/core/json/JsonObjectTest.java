package primelb.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    private final JsonObject object = JsonObject.builder()
            .put("text", "x")
            .put("integer", 7)
            .put("fraction", 0.5)
            .put("bool", false)
            .put("nothing", (String) null)
            .put("array", JsonArray.of())
            .build();

    @Test
    void looksMembersUpByType() {
        assertEquals(Optional.of("x"), object.text("text"));
        assertEquals(OptionalLong.of(7), object.integer("integer"));
        assertEquals(OptionalDouble.of(0.5), object.number("fraction"));
        assertEquals(OptionalDouble.of(7), object.number("integer"));
        assertEquals(Optional.of(false), object.bool("bool"));
        assertEquals(Optional.of(JsonArray.of()), object.array("array"));
    }

    @Test
    void absentAndNullAreEmptyForEveryType() {
        for (String name : new String[] {"nothing", "absent"}) {
            assertEquals(Optional.empty(), object.text(name));
            assertEquals(OptionalLong.empty(), object.integer(name));
            assertEquals(OptionalDouble.empty(), object.number(name));
            assertEquals(Optional.empty(), object.bool(name));
            assertEquals(Optional.empty(), object.object(name));
            assertEquals(Optional.empty(), object.array(name));
        }
        assertEquals(Optional.of(new JsonNull()), object.get("nothing"));
        assertEquals(Optional.empty(), object.get("absent"));
    }

    @Test
    void anotherTypeIsAMistakeThatNamesTheMember() {
        assertEquals("\"integer\": expected a string, got a number",
                assertThrows(JsonTypeException.class, () -> object.text("integer")).getMessage());
        assertEquals("\"text\": expected an object, got a string",
                assertThrows(JsonTypeException.class, () -> object.object("text")).getMessage());
        assertEquals("\"fraction\": expected an integer of 64 bits, got 0.5",
                assertThrows(JsonTypeException.class, () -> object.integer("fraction")).getMessage());
    }

    @Test
    void isACopyThatNobodyCanChange() {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        JsonObject copy = new JsonObject(members);
        members.put("late", new JsonNull());

        assertEquals(JsonObject.builder().build(), copy);
        assertThrows(UnsupportedOperationException.class, () -> copy.members().put("later", new JsonNull()));
    }

    @Test
    void refusesNullWhereJsonNullIsMeant() {
        assertThrows(NullPointerException.class, () -> JsonObject.builder().put("a", (JsonValue) null));
        assertThrows(NullPointerException.class, () -> JsonObject.builder().put(null, 1));
    }

    @Test
    void aSecondValueReplacesTheFirst() {
        assertEquals("{\"a\":3,\"b\":2}",
                JsonWriter.compact(JsonObject.builder().put("a", 1).put("b", 2).put("a", 3).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "9223372036854775807.0", "92233720368547758070e-1"})
    void anIntegerMayBeSpelledAsAnyNumber(String literal) {
        assertEquals(Long.MAX_VALUE, new JsonNumber(literal).asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1.5", "1e400", "1e-400", "1e999999999", "1e-999999999",
            "1e99999999999999999999"})
    void whatIsNoLongIsRefusedQuickly(String literal) {
        assertThrows(JsonTypeException.class, () -> new JsonNumber(literal).asLong());
    }

    @Test
    void aVeryLongIntegerIsRefusedAndShortened() {
        String message = assertThrows(JsonTypeException.class, () -> new JsonNumber("9".repeat(60_000)).asLong())
                .getMessage();

        assertEquals("expected an integer of 64 bits, got " + "9".repeat(64) + "... (60000 characters)", message);
    }

    @Test
    void aNumberBeyondDoubleIsInfinite() {
        assertEquals(Double.POSITIVE_INFINITY, new JsonNumber("1e400").asDouble());
    }

    @Test
    void doublesAreWrittenInTheFewestDigits() {
        assertEquals("0.1", JsonNumber.of(0.1).literal());
        assertEquals("1.0E10", JsonNumber.of(1e10).literal());
        assertThrows(IllegalArgumentException.class, () -> JsonNumber.of(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> JsonNumber.of(Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "1.", "+1", "0x1", "1 ", "NaN"})
    void aLiteralMustBeANumber(String literal) {
        assertThrows(IllegalArgumentException.class, () -> new JsonNumber(literal));
    }
}
