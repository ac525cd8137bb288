package primelb.core.config;

import java.util.List;

/** Settings that a program cannot start with. The message is all mistakes, one a line. */
public final class SettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Serializable in fact: {@code List.copyOf} makes it so. */
    @SuppressWarnings("serial")
    private final List<String> mistakes;

    /** Creates the exception; at least one mistake is wanted. */
    public SettingsException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        if (mistakes.isEmpty()) {
            throw new IllegalArgumentException("no mistakes, no exception");
        }
        this.mistakes = List.copyOf(mistakes);
    }

    /** Returns the mistakes, in the order they were found; unmodifiable, never empty. */
    public List<String> mistakes() {
        return mistakes;
    }
}
