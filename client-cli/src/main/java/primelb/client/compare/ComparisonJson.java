package primelb.client.compare;

import java.util.List;
import java.util.Optional;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonValue;

/** Writes a comparison as one JSON object; times in it are microseconds. */
public final class ComparisonJson {
    /** Names the members and their meaning; changes when they do. */
    public static final String SCHEMA = "primelb.compare/1";

    private ComparisonJson() {
    }

    /** Returns the comparisons of one side with each of the others. */
    public static JsonObject of(List<Comparison> comparisons) {
        return JsonObject.builder()
                .put("schema", SCHEMA)
                .put("comparisons", array(comparisons.stream().map(ComparisonJson::one).toList()))
                .build();
    }

    private static JsonObject one(Comparison comparison) {
        return JsonObject.builder()
                .put("a", side(comparison.base()))
                .put("b", side(comparison.other()))
                .put("conclusive", comparison.isConclusive())
                .put("worse", comparison.isWorse())
                .put("figures", array(comparison.rows().stream().map(ComparisonJson::row).toList()))
                .put("differs", texts(comparison.remarks()))
                .build();
    }

    private static JsonObject side(Side side) {
        return JsonObject.builder()
                .put("name", side.name())
                .put("runs", side.runs().size())
                .put("results", texts(side.results().stream().map(result -> result.name()).toList()))
                .build();
    }

    private static JsonObject row(Comparison.Row row) {
        Optional<Shift.Conclusion> sure = row.shift().conclusion();
        JsonObject.Builder builder = JsonObject.builder()
                .put("part", row.figure().part())
                .put("figure", row.figure().name())
                .put("a", row.shift().base())
                .put("b", row.shift().other())
                .put("difference", row.shift().difference());
        sure.ifPresentOrElse(known -> builder.put("low", known.low()).put("high", known.high())
                .put("p", known.probability()), () -> builder.put("low", new JsonNull()).put("high", new JsonNull())
                .put("p", new JsonNull()));
        return builder.put("verdict", ComparisonText.verdict(row)).build();
    }

    private static JsonArray texts(List<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
    }

    private static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(List.copyOf(objects));
    }
}
