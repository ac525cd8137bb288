package primelb.client.load;

import primelb.client.text.Printable;

/** What became of one request: ok, or failed with one kind and an explanation. */
public sealed interface Outcome {
    /**
     * The expected status came with an expected and true body.
     *
     * @param computeMicros for how long the server says that it computed, in microseconds; -1 where it does not say
     */
    record Ok(int computeMicros) implements Outcome {
    }

    /** Anything else; the explanation is one printable line. */
    record Failed(FailureKind kind, String explanation) implements Outcome {
        /** Keeps the explanation to one line that cannot disturb a terminal. */
        public Failed {
            explanation = Printable.of(explanation, 200);
        }
    }

    /** Ok, by a server that does not say for how long it computed. */
    Outcome OK = new Ok(-1);
}
