package primelb.core.http;

import java.util.Objects;

/**
 * One header field as text.
 *
 * @param name the field name, compared without case
 * @param value the field value without surrounding white space; may be empty
 */
public record Field(String name, String value) {
    /** Refuses what could not be sent as one field: a name that is no token, or a value with a control character. */
    public Field {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (!HttpChars.isToken(name)) {
            throw new IllegalArgumentException("not a header field name: '" + name + "'");
        }
        if (!HttpChars.isFieldValue(value)) {
            throw new IllegalArgumentException("header field " + name + " has a control or non-Latin-1 character in its value");
        }
    }
}
