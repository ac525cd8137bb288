package primelb.core.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The header fields of a request; names match in any case. Immutable. */
public final class Fields {
    private static final Fields NONE = new Fields(Map.of());

    private final TreeMap<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Fields(Map<String, List<String>> values) {
        values.forEach((name, all) -> this.values.put(name, List.copyOf(all)));
    }

    /** Returns no fields. */
    public static Fields none() {
        return NONE;
    }

    /** Returns the fields of a map from name to values. */
    public static Fields of(Map<String, List<String>> values) {
        return new Fields(values);
    }

    /** Returns every value of a field in the order received, empty where it is absent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
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
