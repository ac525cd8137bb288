package primelb.core.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Made-up values and spoilt texts, the same on every run: a failure names the seed that repeats it. */
class JsonFuzzTest {

    private static final JsonLimits LIMITS = new JsonLimits(1_000_000, 20);
    private static final int DEEPEST = 5;
    private static final int MUTANTS_A_SEED = 200;
    private static final String PIECES = "{}[]\",:\\u0123456789abcdefE+-.truefalsn \n\t\u0000\uFEFF\u2028é";
    private static final List<String> NUMBERS = List.of("0", "-0", "1.5", "-12e-3", "9223372036854775808", "1E400");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsReadBackEqual(long seed) throws Exception {
        JsonValue value = anyValue(random(seed), 0);

        assertEquals(value, JsonReader.read(JsonWriter.compact(value), LIMITS));
        assertEquals(value, JsonReader.read(JsonWriter.pretty(value).getBytes(StandardCharsets.UTF_8), LIMITS));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSpoiltTextIsReadOrRefusedAndNothingElse(long seed) {
        RandomGenerator random = random(seed);
        byte[] text = JsonWriter.compact(anyValue(random, 0)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < MUTANTS_A_SEED; i++) {
            byte[] mutant = spoil(random, text);
            byte[] before = mutant.clone();
            try {
                JsonValue value = JsonReader.read(mutant, LIMITS);
                assertEquals(value, JsonReader.read(JsonWriter.compact(value), LIMITS));
            } catch (JsonSyntaxException e) {
                assertTrue(e.line() >= 1 && e.column() >= 1, e.getMessage());
                assertTrue(e.getMessage().contains(": expected "), e.getMessage());
            }
            assertArrayEquals(before, mutant);
        }
    }

    private static JsonValue anyValue(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth < DEEPEST ? 6 : 4)) {
            case 0 -> new JsonNull();
            case 1 -> new JsonBoolean(random.nextBoolean());
            case 2 -> new JsonNumber(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 3 -> new JsonString(anyText(random));
            case 4 -> {
                List<JsonValue> values = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    values.add(anyValue(random, depth + 1));
                }
                yield new JsonArray(values);
            }
            default -> {
                SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    members.put(anyText(random), anyValue(random, depth + 1));
                }
                yield new JsonObject(members);
            }
        };
    }

    /** Returns any characters there are but lone surrogates, which no UTF-8 can carry. */
    private static String anyText(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int c = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    private static byte[] spoil(RandomGenerator random, byte[] text) {
        byte[] piece = PIECES.substring(random.nextInt(PIECES.length())).getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(text.length + 1);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(text, at);
            case 1 -> joined(Arrays.copyOf(text, at), piece, Arrays.copyOfRange(text, at, text.length));
            case 2 -> joined(Arrays.copyOf(text, at),
                    Arrays.copyOfRange(text, Math.min(text.length, at + 1), text.length));
            default -> {
                byte[] flipped = text.clone();
                flipped[Math.min(at, text.length - 1)] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
        };
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = {};
        for (byte[] part : parts) {
            int end = all.length;
            all = Arrays.copyOf(all, end + part.length);
            System.arraycopy(part, 0, all, end, part.length);
        }
        return all;
    }
}
