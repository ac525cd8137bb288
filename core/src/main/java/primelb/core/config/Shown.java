package primelb.core.config;

/** Text from outside as it may be shown on one line of a log or a terminal. */
final class Shown {

    /** Long enough for any honest value, short enough for one line. */
    private static final int LONGEST = 200;

    private Shown() {}

    /** Returns the text without control characters; quoted where it is empty or has spaces, cut where long. */
    static String value(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        String safe = cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return safe.isEmpty() || safe.contains(" ") ? '"' + safe + '"' : safe;
    }
}
