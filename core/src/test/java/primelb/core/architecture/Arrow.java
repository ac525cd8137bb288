package primelb.core.architecture;

/**
 * One package uses another.
 *
 * @param from the package that uses
 * @param to the package that is used
 * @param module where the used package comes from: a module of the JDK, or the folder of the classes
 */
record Arrow(String from, String to, String module) {

    private static final String CORE = "primelb.core.";

    /** Returns an arrow between two packages of core, by their short names. */
    static Arrow inCore(String from, String to) {
        return new Arrow(CORE + from, CORE + to, "classes");
    }

    /** Returns whether it stays in core. */
    boolean isInCore() {
        return to.startsWith(CORE);
    }

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
