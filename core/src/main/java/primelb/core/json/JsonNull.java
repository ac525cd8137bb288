package primelb.core.json;

/** JSON {@code null}. */
public record JsonNull() implements JsonValue {}
