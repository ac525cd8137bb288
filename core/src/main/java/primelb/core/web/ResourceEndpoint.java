package primelb.core.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Answers with a file that is delivered in the jar. */
public final class ResourceEndpoint implements Handler {
    private final Response response;

    /**
     * Reads the file.
     *
     * @param owner a class in whose folder it lies
     * @param file its name
     * @param contentType the type of the answer's body
     * @throws IllegalStateException if the program was built without it
     */
    public ResourceEndpoint(Class<?> owner, String file, String contentType) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without " + file);
            }
            response = new Response(200, contentType, in.readAllBytes(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the program cannot read its own " + file, e);
        }
    }

    @Override
    public Response handle(Request request) {
        return response;
    }
}
