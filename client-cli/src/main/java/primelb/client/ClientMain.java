package primelb.client;

/** Starts the program. */
public final class ClientMain {
    private ClientMain() {
    }

    /** Runs the program and exits with its status. */
    public static void main(String... args) {
        System.exit(70);
    }
}
