package primelb.core.proxy;

import java.util.List;

import primelb.core.testing.Behaviour;

/**
 * A row of the table of what backends do wrong: what one of two does to a request, and what the client must see of it.
 *
 * @param name what is odd about it
 * @param method of the request; POST has a body
 * @param behaviour what the backend does
 * @param outcome what comes of it
 * @param status of the answer, if the backend's own is delivered
 * @param body of that answer
 * @param seen what the head of that answer must contain; with "!" before it, what it must not contain
 */
record BackendCase(String name, String method, Behaviour behaviour, Outcome outcome, int status, String body,
        List<String> seen) {
    /** What comes of the backend's doing. */
    enum Outcome {
        /** Its answer is delivered, and it stays active. */
        DELIVERED,
        /** There is no answer to use: GET goes to the other backend, POST gets 502; it becomes inactive. */
        USELESS,
        /** No answer came in time: 504, for any method; it becomes inactive. */
        LATE,
        /** The answer has begun and is cut, so that the client cannot take it for whole; it becomes inactive. */
        CUT
    }

    /** Returns a row of an answer that is delivered to GET. */
    static BackendCase delivered(String name, Behaviour behaviour, int status, String body, String... seen) {
        return new BackendCase(name, "GET", behaviour, Outcome.DELIVERED, status, body, List.of(seen));
    }

    /** Returns a row of an answer that is delivered whole although the connection ends behind it. */
    static BackendCase delivered(String name, String raw, String body, String... seen) {
        return delivered(name, Behaviour.raw(raw), 200, body, seen);
    }

    /** Returns a row of bytes, and then a close, that are no answer. */
    static BackendCase useless(String name, String raw) {
        return useless(name, Behaviour.rawThenClose(raw));
    }

    /** Returns a row of a behaviour that is no answer. */
    static BackendCase useless(String name, Behaviour behaviour) {
        return new BackendCase(name, "GET", behaviour, Outcome.USELESS, 0, "", List.of());
    }

    /** Returns a row of a backend that says this much and then nothing more. */
    static BackendCase late(String name, String raw) {
        return new BackendCase(name, "GET", Behaviour.of(new Behaviour.ReadBody(), Behaviour.send(raw),
                new Behaviour.Hold()), Outcome.LATE, 0, "", List.of());
    }

    /** Returns a row of an answer that ends before its end. */
    static BackendCase cut(String name, String raw) {
        return cut(name, Behaviour.rawThenClose(raw));
    }

    /** Returns a row of an answer that ends before its end. */
    static BackendCase cut(String name, Behaviour behaviour) {
        return new BackendCase(name, "GET", behaviour, Outcome.CUT, 0, "", List.of());
    }

    /** Returns whether the backend holds something back, and so the row takes until a deadline. */
    boolean waits() {
        return behaviour.steps().stream().anyMatch(Behaviour.Hold.class::isInstance);
    }

    /** Returns the same with another method. */
    BackendCase to(String newMethod) {
        return new BackendCase(name + ", to " + newMethod, newMethod, behaviour, outcome, status, body, seen);
    }

    @Override
    public String toString() {
        return name;
    }
}
