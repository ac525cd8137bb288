package primelb.lb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import primelb.core.web.Handler;
import primelb.core.web.Problem;
import primelb.core.web.ProblemException;
import primelb.core.web.Request;
import primelb.core.web.Response;

/** What a server must bring to register, where that is set. */
final class Token {
    private final Optional<byte[]> expected;

    Token(Optional<String> token) {
        this.expected = token.map(text -> ("Bearer " + text).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a handler that answers 401, and does nothing else, to requests that bring no token or the wrong one. The
     * comparison takes the same time wherever the token differs.
     */
    Handler required(Handler handler) {
        return request -> {
            if (accepts(request)) {
                return handler.handle(request);
            }
            return Response.problem(Problem.of(401, "Authorization must be 'Bearer' and the token of this balancer"))
                    .withHeader("WWW-Authenticate", "Bearer");
        };
    }

    private boolean accepts(Request request) throws ProblemException {
        if (expected.isEmpty()) {
            return true;
        }
        byte[] given = request.fields().single("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected.get(), given);
    }
}
