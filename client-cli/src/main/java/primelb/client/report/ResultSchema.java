package primelb.client.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON schema that every result of every command follows. */
public final class ResultSchema {
    private static final String FILE = "result.schema.json";

    private ResultSchema() {
    }

    /** Returns the schema as it is delivered, in the dialect of 2020-12. */
    public static String text() {
        try (InputStream in = ResultSchema.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program cannot read its own " + FILE, e);
        }
    }
}
