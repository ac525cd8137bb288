package primelb.core.proxy;

/** Hears of each exchange once it has ended, on the thread that served it; must be quick and must not throw. */
@FunctionalInterface
public interface ExchangeListener {
    /** An exchange has ended. */
    void ended(Exchange exchange);
}
