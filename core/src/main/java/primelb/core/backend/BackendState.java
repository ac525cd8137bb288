package primelb.core.backend;

import java.util.Locale;

/** Where a backend stands. */
public enum BackendState {
    /** Registered, and no probe has passed yet. */
    NEW,
    /** Gets traffic. */
    ACTIVE,
    /** Gets no traffic. */
    INACTIVE,
    /** Gets no new traffic; what is in flight finishes. */
    DRAINING;

    /** Returns the word used in answers, metrics and logs. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
