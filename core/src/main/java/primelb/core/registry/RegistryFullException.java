package primelb.core.registry;

/** The registry has as many members as it may have. */
public final class RegistryFullException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the exception for a registry of this size. */
    public RegistryFullException(int limit) {
        super("the registry is full: " + limit + " servers are registered");
    }
}
