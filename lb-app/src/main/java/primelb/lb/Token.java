package primelb.lb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import primelb.core.web.Problem;
import primelb.core.web.ProblemException;
import primelb.core.web.Request;

/** What a server must bring to register, where that is set. */
final class Token {
    private final Optional<byte[]> expected;

    Token(Optional<String> token) {
        this.expected = token.map(text -> ("Bearer " + text).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns if the request may change the registry. The comparison takes the same time wherever the token differs.
     *
     * @throws ProblemException 401 if it brings no token or the wrong one
     */
    void check(Request request) throws ProblemException {
        if (expected.isEmpty()) {
            return;
        }
        byte[] given = request.fields().single("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected.get(), given)) {
            throw new ProblemException(Problem.of(401, "Authorization must be 'Bearer' and the token of this balancer"));
        }
    }
}
