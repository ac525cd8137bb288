package primelb.core.json;

/** A text that is not the JSON we accept. The message starts with line:column and says what was expected. */
public final class JsonSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /** Creates the exception; {@code problem} says what was expected and what was found. */
    public JsonSyntaxException(int line, int column, String problem) {
        super(line + ":" + column + ": " + problem);
        this.line = line;
        this.column = column;
    }

    /** Returns the line of the mistake, from 1; only a line feed ends a line. */
    public int line() {
        return line;
    }

    /** Returns the column of the mistake, from 1, in characters (Unicode code points) of its line. */
    public int column() {
        return column;
    }
}
