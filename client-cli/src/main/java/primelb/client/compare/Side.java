package primelb.client.compare;

import java.util.List;
import primelb.client.stored.StoredResult;

/**
 * The results of one condition.
 *
 * @param name what the condition is called
 * @param results at least one
 */
public record Side(String name, List<StoredResult> results) {
    /** Keeps its own copy, and refuses none. */
    public Side {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("a side without results: " + name);
        }
    }

    /** Returns every run in the results: one each, or as many as the experiment in it was repeated. */
    List<Run> runs() {
        return results.stream().flatMap(result -> Run.of(result).stream()).toList();
    }
}
