package primelb.client.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Text stays text, whatever it is. */
class MarkupTest {
    @Test
    void whatWouldBeMarkupIsText() {
        assertEquals("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;img src=x onerror=&#39;a&#39;&gt;&amp;amp;</p>",
                new Markup().element("p", "<img src=x onerror='a'>&amp;", "title", "\"><script>").toString());
    }

    @Test
    void whatNoDocumentMayHoldIsReplaced() {
        assertEquals("<p>a\uFFFDb\uFFFDc\uFFFDd\uFFFD\t\u00e9\uD83D\uDE00</p>",
                new Markup().element("p", "a\u0000b\u001bc\uD800d\uFFFE\t\u00e9\uD83D\uDE00").toString());
    }

    @Test
    void whatWouldTurnTheDirectionOfItsNeighboursIsReplaced() {
        assertEquals("<p>a\uFFFDb\uFFFDc</p>", new Markup().element("p", "a\u202Eb\u2066c").toString());
    }

    @Test
    void anElementThatIsNotEndedIsADefect() {
        Markup open = new Markup().open("p");
        assertThrows(IllegalStateException.class, open::toString);
        assertThrows(IllegalStateException.class, () -> new Markup().add(open));
    }

    @Test
    void aStyleSheetCannotEndItself() {
        assertThrows(IllegalArgumentException.class, () -> new Markup().style("a{}</style>"));
    }
}
