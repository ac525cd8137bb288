package primelb.core.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole answer.
 *
 * @param status 200 to 599
 * @param fields the fields, in their order
 * @param body the body, decoded from its framing; empty for none
 */
public record ClientResponse(int status, List<Field> fields, byte[] body) {
    /** Keeps the fields unmodifiable. */
    public ClientResponse {
        fields = List.copyOf(fields);
        Objects.requireNonNull(body, "body");
    }

    /** Returns the value of the first field of this name, compared without case. */
    public Optional<String> field(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).findFirst();
    }
}
