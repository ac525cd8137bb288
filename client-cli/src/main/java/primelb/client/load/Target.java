package primelb.client.load;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import primelb.core.http.ClientRequest;

/**
 * What is sent again and again, and how its answers are judged.
 *
 * @param uri where it goes, for people to read
 * @param others where else it may go, when that is gone: the same request at other balancers
 * @param request what goes there
 * @param keepAlive whether a client keeps its connection for its next request
 * @param check what makes an answer ok
 */
public record Target(URI uri, List<URI> others, ClientRequest request, boolean keepAlive, AnswerCheck check) {
    /** Keeps its own copy. */
    public Target {
        others = List.copyOf(others);
    }

    /** One place only. */
    public Target(URI uri, ClientRequest request, boolean keepAlive, AnswerCheck check) {
        this(uri, List.of(), request, keepAlive, check);
    }

    /** Returns every place, the first first. */
    public List<URI> all() {
        return Stream.concat(Stream.of(uri), others.stream()).toList();
    }
}
