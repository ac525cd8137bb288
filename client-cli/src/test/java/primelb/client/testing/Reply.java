package primelb.client.testing;

/** What a {@link FixtureServer} does with a request. */
public sealed interface Reply {
    /** Answers properly; {@code server} goes into X-Served-By unless it is empty. */
    record Answer(int status, String body, String server) implements Reply {
    }

    /** Answers properly and closes the connection without having said so. */
    record AnswerAndClose(String body) implements Reply {
    }

    /** Closes the connection without an answer. */
    record Drop() implements Reply {
    }

    /** Closes the connection within the body. */
    record Truncate() implements Reply {
    }

    /** Sends the head and a part of the body, and then nothing until the client leaves. */
    record StallBody() implements Reply {
    }

    /** Sends something that is not HTTP. */
    record Noise() implements Reply {
    }

    /** Returns a true answer about a number. */
    static Answer prime(String number, boolean prime, String server) {
        return new Answer(200, "{\"number\":\"" + number + "\",\"prime\":" + prime + "}", server);
    }
}
