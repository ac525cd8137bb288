package primelb.client.command;

/**
 * How many processors the virtual threads of all clients share.
 *
 * <p>Half of the machine: what is measured often runs on it too, and handing a connection over between processors
 * costs more than one of them can do alone. {@code -Djdk.virtualThreadScheduler.parallelism=N} says otherwise.
 */
public final class Carriers {
    private static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";

    private Carriers() {
    }

    /** Settles it, unless it was said; must be called before the first virtual thread, since the JDK reads it once. */
    public static void settle(int processors) {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, String.valueOf(Math.max(1, processors / 2)));
        }
    }
}
