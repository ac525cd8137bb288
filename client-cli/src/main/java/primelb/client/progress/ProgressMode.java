package primelb.client.progress;

/** How a run tells how far it is. */
public enum ProgressMode {
    /** One line that is written over and over: for a terminal. */
    BAR,
    /** A new line now and then: for a log. */
    LINES,
    /** Nothing. */
    NONE
}
