package primelb.core.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The decoded parameters of a query, as {@code a=1&b=2}. Immutable. */
public final class Query {
    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Returns the parameters of a request's query.
     *
     * @throws ProblemException 400 for a broken percent-escape
     */
    public static Query of(Request request) throws ProblemException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : request.query().split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = PercentEncoding.decode("the query", equals < 0 ? pair : pair.substring(0, equals));
            String value = PercentEncoding.decode("the query", equals < 0 ? "" : pair.substring(equals + 1));
            values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        }
        return new Query(values);
    }

    /**
     * Checks that there are no parameters but these: a misspelt one must not be taken for an absent one.
     *
     * @throws ProblemException 400 that names the first unknown parameter and the known ones
     */
    public Query allowing(String... names) throws ProblemException {
        List<String> known = List.of(names);
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw ProblemException.badRequest("unknown query parameter '" + name + "'; "
                    + (known.isEmpty() ? "this takes none" : "known: " + String.join(", ", known)));
            }
        }
        return this;
    }

    /**
     * Returns the value of a parameter that may be given once; the empty text where it has no value.
     *
     * @throws ProblemException 400 if it is given more than once
     */
    public Optional<String> single(String name) throws ProblemException {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw ProblemException.badRequest("the query parameter " + name + " must be given once, got it "
                + all.size() + " times");
        }
        return all.stream().findFirst();
    }
}
