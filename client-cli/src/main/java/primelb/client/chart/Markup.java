package primelb.client.chart;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Builds well-formed markup that is HTML and XML at once. Whatever text goes into it comes out as text: nothing in
 * it can become an element, an attribute or a script. Not for use by several threads.
 */
public final class Markup {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn; the names are our own, the values may be anything
     */
    public Markup open(String name, String... attributes) {
        begin(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /** Adds an element without content; HTML knows by its name, or by being SVG, that it has none. */
    public Markup leaf(String name, String... attributes) {
        begin(name, attributes);
        out.append("/>");
        return this;
    }

    /** Adds an element with text and nothing else in it. */
    public Markup element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** Adds text. */
    public Markup text(String text) {
        escape(text);
        return this;
    }

    /** Adds an element with a style sheet of our own, which is no text to be escaped. */
    public Markup style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet must have no < and no &");
        }
        out.append("<style>").append(css).append("</style>");
        return this;
    }

    /** Adds what another has built, which must be complete. */
    public Markup add(Markup other) {
        if (!other.open.isEmpty()) {
            throw new IllegalStateException("not closed: " + other.open);
        }
        out.append(other.out);
        return this;
    }

    /** Adds a line end. */
    public Markup line() {
        out.append('\n');
        return this;
    }

    /** Ends the element that was begun last. */
    public Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Returns what was built; every element must have been ended. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }

    private void begin(String name, String... attributes) {
        out.append('<').append(name);
        for (int at = 0; at < attributes.length; at += 2) {
            out.append(' ').append(attributes[at]).append("=\"");
            escape(attributes[at + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(point) ? point : REPLACEMENT);
            }
        });
    }

    /** XML has no word for most control characters, and half a surrogate pair is no character at all. */
    private static boolean isAllowed(int point) {
        return point == '\n' || point == '\t' || point >= 0x20 && point < 0x7F || point >= 0xA0 && point < 0xD800
                && !turnsDirection(point) || point >= 0xE000 && point < 0xFFFE || point >= 0x10000;
    }

    /** Such a character turns the order of what stands around it, so that one name could look like another. */
    private static boolean turnsDirection(int point) {
        return point == 0x200E || point == 0x200F || point >= 0x202A && point <= 0x202E
                || point >= 0x2066 && point <= 0x2069;
    }
}
