package primelb.client.text;

/** Makes text from outside safe to print: a server may send anything, and a terminal obeys some of it. */
public final class Printable {
    private Printable() {
    }

    /** Returns the text with everything but printable ASCII as {@code ?}, cut to a length; null is "no detail". */
    public static String of(String text, int maxLength) {
        if (text == null) {
            return "no detail";
        }
        String cut = text.length() > maxLength ? text.substring(0, maxLength - 3) + "..." : text;
        return cut.codePoints()
                .map(point -> point >= 0x20 && point < 0x7f ? point : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
