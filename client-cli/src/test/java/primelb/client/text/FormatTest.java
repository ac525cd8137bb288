package primelb.client.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    @ParameterizedTest
    @CsvSource({"0,0 us", "840000,840 us", "4200000,4.2 ms", "51000000,51 ms", "1300000000,1.30 s",
        "13270000000,13.27 s", "112500000000,112.5 s"})
    void aTimeHasTheUnitThatFitsIt(long nanos, String text) {
        assertEquals(text, Format.nanos(nanos));
    }

    @Test
    void anIntervalHasTheUnitOfWhatItIsAround() {
        assertEquals("[1.30-1.32]", Format.interval(1_301_000_000L, 1_310_000_000L, 1_319_000_000L));
        assertEquals("[0.99-1.02]", Format.interval(990_000_000L, 1_000_000_000L, 1_020_000_000L));
    }

    @Test
    void whatIsPrintedIsRoundedFromTheWholeMicrosecondsOfTheJson() {
        assertEquals("682 us", Format.nanos(682_999));
        assertEquals(Format.nanos(1_304_999_000L), Format.nanos(1_304_999_999L));
    }

    @Test
    void ratesAndPartsHaveAPointForTheirDecimals() {
        assertEquals("37.7 req/s", Format.rate(37.68));
        assertEquals("12346 req/s", Format.rate(12345.6));
        assertEquals("50.2 %", Format.percent(0.502, 1));
    }

    @Test
    void whatIsPrintedCannotDisturbATerminal() {
        assertEquals("?[31mred? ?", Printable.of("\u001b[31mred\u0007 \u00e9", 20));
        assertEquals("abcde...", Printable.of("abcdefghijkl", 8));
        assertEquals("no detail", Printable.of(null, 8));
    }

    @Test
    void aRowGoesOnUnderItsFirstItemBeforeColumnEighty() {
        List<String> lines = Layout.row("Latency", 2, List.of("a".repeat(40), "b".repeat(28), "c"));
        assertEquals(List.of("Latency    " + "a".repeat(40), "           " + "b".repeat(28) + "  c"), lines);
        assertTrue(lines.stream().allMatch(line -> line.length() <= Layout.WIDTH));
    }

    @Test
    void aTableHasColumnsAsWideAsTheirWidestCell() {
        assertEquals(List.of("         a  bb", "longer  12   3"), Layout.table(List.of(List.of("", "a", "bb"),
                List.of("longer", "12", "3"))));
    }
}
