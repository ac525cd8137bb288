package primelb.server;

/** Starts the program. */
public final class ServerMain {
    private ServerMain() {
    }

    /** Runs the program and exits with its status. */
    public static void main(String... args) {
        System.exit(70);
    }
}
