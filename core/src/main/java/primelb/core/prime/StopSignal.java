package primelb.core.prime;

/** Says whether a computation should end without a result. Asked often, so it must be cheap. */
@FunctionalInterface
public interface StopSignal {
    /** Returns true when nobody wants the result any more. */
    boolean stopped();
}
