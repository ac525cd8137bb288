package primelb.client.testing;

import java.util.List;
import primelb.client.report.ResultSchema;
import primelb.core.json.JsonValue;
import primelb.core.testing.JsonSchema;

/** Checks JSON against the schema that is delivered for every result. */
public final class SchemaValidator {
    private final JsonSchema schema = JsonSchema.of(Harness.json(ResultSchema.text()));

    private SchemaValidator() {
    }

    /** Returns one. */
    public static SchemaValidator ofResults() {
        return new SchemaValidator();
    }

    /** Returns what is wrong, each with its place; nothing where all is right. */
    public List<String> mistakes(JsonValue value) {
        return schema.mistakes(value);
    }
}
