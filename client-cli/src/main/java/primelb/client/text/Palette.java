package primelb.client.text;

/** Colours words for a terminal, or leaves them as they are. Every colour stands beside a word that says the same. */
public enum Palette {
    /** No colours. */
    PLAIN,
    /** The sixteen colours every terminal has. */
    ANSI;

    /** Returns the text as good news. */
    public String good(String text) {
        return coloured("32", text);
    }

    /** Returns the text as bad news. */
    public String bad(String text) {
        return coloured("31", text);
    }

    /** Returns the text as something to look at. */
    public String warning(String text) {
        return coloured("33", text);
    }

    private String coloured(String code, String text) {
        return switch (this) {
            case PLAIN -> text;
            case ANSI -> "\u001b[" + code + "m" + text + "\u001b[0m";
        };
    }
}
