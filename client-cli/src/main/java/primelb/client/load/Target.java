package primelb.client.load;

import java.net.URI;
import primelb.core.http.ClientRequest;

/**
 * What is sent again and again, and how its answers are judged.
 *
 * @param uri where it goes, for people to read
 * @param request what goes there
 * @param keepAlive whether a client keeps its connection for its next request
 * @param check what makes an answer ok
 */
public record Target(URI uri, ClientRequest request, boolean keepAlive, AnswerCheck check) {
}
