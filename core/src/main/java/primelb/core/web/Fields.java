package primelb.core.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import primelb.core.http.Field;

/** The header fields of a request; names match in any case. Immutable. */
public final class Fields {
    private static final Fields NONE = new Fields(List.of());

    private final List<Field> lines;

    private Fields(List<Field> lines) {
        this.lines = lines;
    }

    /** Returns no fields. */
    public static Fields none() {
        return NONE;
    }

    /** Returns the fields of a list, in its order. */
    public static Fields of(List<Field> lines) {
        return new Fields(List.copyOf(lines));
    }

    /** Returns the fields of a map from name to values. */
    public static Fields of(Map<String, List<String>> values) {
        List<Field> lines = new ArrayList<>();
        values.forEach((name, all) -> all.forEach(value -> lines.add(new Field(name, value))));
        return new Fields(List.copyOf(lines));
    }

    /** Returns every value of a field in the order received, empty where it is absent. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                values.add(line.value());
            }
        }
        return values;
    }

    /**
     * Returns the value of a field that may be sent once.
     *
     * @throws ProblemException 400 if it was sent more than once
     */
    public Optional<String> single(String name) throws ProblemException {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw ProblemException.badRequest("the field " + name + " must be sent once, got it "
                + all.size() + " times");
        }
        return all.stream().findFirst();
    }
}
