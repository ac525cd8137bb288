package primelb.core.proxy;

import java.util.List;
import java.util.Objects;

/**
 * One request and what became of it, told once it has ended. Texts are as they were sent: of visible ASCII characters only,
 * since anything else was refused, but otherwise whatever a client likes.
 *
 * @param requestId the name of the request, as its server got it; null where it was not forwarded
 * @param traceId the trace that it belongs to, 32 hexadecimal digits; null where it was not forwarded
 * @param client the address of the other end of the connection
 * @param method null where no request was understood
 * @param target path and query; null where no request was understood
 * @param status what the client got, or would have got; 499 if it left before there was an answer
 * @param cut why the client does not have all of the answer; null where it was sent whole
 * @param bytes of the answer, head included, that were sent; what goes through a tunnel is not counted
 * @param attempts the tries at servers, in their order; empty where none was asked
 * @param queuedNanos how long it waited for room at a server
 * @param firstByteNanos from the first byte of the request to the first one of the answer; -1 where none was sent
 * @param totalNanos from the first byte of the request to the last one of the answer
 */
public record Exchange(String requestId, String traceId, String client, String method, String target, int status,
        String cut, long bytes, List<Attempt> attempts, long queuedNanos, long firstByteNanos, long totalNanos) {
    /** Keeps the list unmodifiable. */
    public Exchange {
        Objects.requireNonNull(client, "client");
        attempts = List.copyOf(attempts);
    }

    /**
     * One try at one server.
     *
     * @param server its name
     * @param status of its answer; 0 where there was none
     * @param failure why there was none, in a few words; null where there was one
     * @param nanos from the choice of the server to the head of its answer, or to the failure
     */
    public record Attempt(String server, int status, String failure, long nanos) {
        /** Requires the name. */
        public Attempt {
            Objects.requireNonNull(server, "server");
        }
    }
}
