package primelb.client.cli;

import java.util.ArrayList;
import java.util.List;

/** Says that the command line or the environment cannot be carried out, with every mistake found in it. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> mistakes;

    /** Makes one of at least one mistake. */
    public UsageException(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = new ArrayList<>(mistakes);
    }

    /** Returns the mistakes in the order in which they were found, at least one. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }
}
