package primelb.lb;

/** Starts the program. */
public final class LbMain {
    private LbMain() {
    }

    /** Runs the program and exits with its status. */
    public static void main(String... args) {
        System.exit(70);
    }
}
