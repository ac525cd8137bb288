package primelb.lb.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;

/** What a viewer is told, depending on what it has seen. */
class MessagesTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final Ring<Sample> samples = new Ring<>(3);
    private final Ring<Change> changes = new Ring<>(3);
    private final Messages messages =
            new Messages("beef", samples, changes, () -> JsonObject.builder().put("now", 7).build());

    @BeforeEach
    void twoSamplesAndAChange() {
        Sample.Figures figures = new Sample.Figures(51.26, 0, OptionalLong.of(1_234_567), OptionalLong.empty());
        Sample sample = new Sample(AT, figures, 0.5, 0, 3, List.of(new Sample.Point("one", figures)));
        samples.add(sample);
        samples.add(sample);
        changes.add(new Change(AT, "one", "http://one", "active", "inactive", "line\nend \u2028 <b>"));
    }

    private JsonObject next(String seen) {
        try {
            return (JsonObject) JsonReader.read(messages.next(seen).data(), JsonLimits.REQUEST);
        } catch (JsonSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static int size(JsonObject event, String name) {
        return event.array(name).orElseThrow().values().size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dead.1.1", "beef", "beef.1", "beef.-1.0", "beef.1.1.1", "beef.9999999999999999.0"})
    void whoKnowsNothingOrAnotherRunGetsEverything(String seen) {
        JsonObject event = next(seen);

        assertEquals(Optional.of(true), event.bool("full"));
        assertEquals(2, size(event, "samples"));
        assertEquals(1, size(event, "changes"));
        assertEquals("beef.2.1", messages.next(seen).id());
    }

    @Test
    void whoWasHereGetsWhatIsNew() {
        JsonObject event = next("beef.1.1");

        assertEquals(Optional.of(false), event.bool("full"));
        assertEquals(1, size(event, "samples"));
        assertEquals(0, size(event, "changes"));
        assertEquals(7, event.integer("now").orElseThrow());
    }

    @Test
    void whoClaimsToKnowMoreThanThereIsGetsWhatComesNext() {
        assertEquals("beef.2.1", messages.next("beef.500.500").id());
        samples.add(samples.after(1).values().getFirst());
        assertEquals(1, size(next("beef.2.1"), "samples"));
    }

    @Test
    void anEventIsOneLineWhateverServersSay() {
        String data = messages.next("").data();

        assertEquals(1, data.lines().count());
        assertEquals(-1, data.indexOf('\u2028'));
    }

    @Test
    void aSampleIsShort() {
        JsonObject sample = (JsonObject) next("beef.1.1").array("samples").orElseThrow().values().getFirst();

        assertEquals(51.3, sample.number("rate").orElseThrow());
        assertEquals(1234, sample.integer("p50").orElseThrow());
        assertEquals(OptionalLong.empty(), sample.integer("p99"));
        assertEquals(2, sample.integer("n").orElseThrow());
    }

    @Test
    void aReconnectionCountsMoreThanTheAddressOfThePage() {
        assertEquals("b", Messages.seen(Optional.of("b"), Optional.of("a")));
        assertEquals("a", Messages.seen(Optional.empty(), Optional.of("a")));
        assertEquals("", Messages.seen(Optional.empty(), Optional.empty()));
    }
}
