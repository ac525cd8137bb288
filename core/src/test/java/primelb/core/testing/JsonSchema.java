package primelb.core.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonBoolean;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonNumber;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonValue;

/**
 * Checks JSON against the part of JSON Schema 2020-12 that our schemas use; an unknown keyword is a defect. Definitions may
 * lie anywhere in the document, as in an OpenAPI description.
 */
public final class JsonSchema {
    private static final Set<String> KEYWORDS = Set.of("$schema", "$defs", "$ref", "title", "description", "type",
            "properties", "required", "additionalProperties", "items", "anyOf", "oneOf", "enum", "const", "minimum",
            "maximum", "minLength", "maxLength", "pattern", "default", "example");

    private final JsonObject root;
    private final JsonObject schema;
    private final boolean strict;

    private JsonSchema(JsonObject root, JsonObject schema, boolean strict) {
        this.root = root;
        this.schema = schema;
        this.strict = strict;
    }

    /** Checks against this schema. */
    public static JsonSchema of(JsonObject schema) {
        return new JsonSchema(schema, schema, false);
    }

    /** Checks against a schema within a document, and takes members that it does not describe for mistakes, too. */
    public static JsonSchema within(JsonObject document, JsonObject schema) {
        return new JsonSchema(document, schema, true);
    }

    /** Returns what is wrong, each with its place; nothing where all is right. */
    public List<String> mistakes(JsonValue value) {
        return mistakes(schema, value, "$");
    }

    private List<String> mistakes(JsonObject schema, JsonValue value, String path) {
        var mistakes = new ArrayList<String>();
        for (Map.Entry<String, JsonValue> keyword : schema.members().entrySet()) {
            if (!KEYWORDS.contains(keyword.getKey())) {
                throw new AssertionError("the schema uses " + keyword.getKey()
                        + ", which this validator does not know");
            }
            mistakes.addAll(keyword(schema, keyword.getKey(), keyword.getValue(), value, path));
        }
        return mistakes;
    }

    private List<String> keyword(JsonObject schema, String keyword, JsonValue rule, JsonValue value, String path) {
        return switch (keyword) {
            case "$ref" -> mistakes(definition(rule), value, path);
            case "type" -> expect(types(rule).anyMatch(type -> isOfType(type, value)), path, "is no " + rule);
            case "minLength" -> expect(!(value instanceof JsonString text)
                    || text.value().length() >= ((JsonNumber) rule).asDouble(), path, "is shorter than " + rule);
            case "maxLength" -> expect(!(value instanceof JsonString text)
                    || text.value().length() <= ((JsonNumber) rule).asDouble(), path, "is longer than " + rule);
            case "const" -> expect(value.equals(rule), path, "is not " + rule);
            case "enum" -> expect(((JsonArray) rule).values().contains(value), path, "is none of " + rule);
            case "minimum" -> expect(!(value instanceof JsonNumber number)
                    || number.asDouble() >= ((JsonNumber) rule).asDouble(), path, "is below " + rule);
            case "maximum" -> expect(!(value instanceof JsonNumber number)
                    || number.asDouble() <= ((JsonNumber) rule).asDouble(), path, "is above " + rule);
            case "pattern" -> expect(!(value instanceof JsonString text)
                    || Pattern.compile(((JsonString) rule).value()).matcher(text.value()).find(), path,
                    "does not match " + rule);
            case "required" -> required((JsonArray) rule, value, path);
            case "properties" -> properties((JsonObject) rule, value, path);
            case "additionalProperties" -> additional(schema, rule, value, path);
            case "items" -> items((JsonObject) rule, value, path);
            case "anyOf", "oneOf" -> alternatives((JsonArray) rule, keyword.equals("oneOf"), value, path);
            default -> List.of();
        };
    }

    private JsonObject definition(JsonValue reference) {
        return resolve(root, ((JsonString) reference).value());
    }

    /** Returns the object that a reference like {@code #/$defs/name} names. */
    public static JsonObject resolve(JsonObject document, String reference) {
        JsonObject found = document;
        for (String name : reference.replaceFirst("^#/", "").split("/", -1)) {
            found = found.object(name).orElseThrow(() -> new AssertionError("nothing is at " + reference));
        }
        return found;
    }

    private static Stream<String> types(JsonValue rule) {
        return rule instanceof JsonArray several
                ? several.values().stream().map(type -> ((JsonString) type).value())
                : Stream.of(((JsonString) rule).value());
    }

    private static boolean isOfType(String type, JsonValue value) {
        return switch (value) {
            case JsonObject _ -> type.equals("object");
            case JsonArray _ -> type.equals("array");
            case JsonString _ -> type.equals("string");
            case JsonBoolean _ -> type.equals("boolean");
            case JsonNull _ -> type.equals("null");
            case JsonNumber number -> type.equals("number")
                    || type.equals("integer") && number.literal().matches("-?\\d+");
        };
    }

    private static List<String> required(JsonArray names, JsonValue value, String path) {
        if (!(value instanceof JsonObject object)) {
            return List.of();
        }
        return names.values().stream().map(name -> ((JsonString) name).value())
                .filter(name -> object.get(name).isEmpty()).map(name -> path + "." + name + " is missing").toList();
    }

    private List<String> properties(JsonObject schemas, JsonValue value, String path) {
        var mistakes = new ArrayList<String>();
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> schemas.object(name).ifPresentOrElse(
                    each -> mistakes.addAll(mistakes(each, member, path + "." + name)),
                    () -> mistakes.addAll(expect(!strict, path + "." + name, "is not described"))));
        }
        return mistakes;
    }

    private List<String> additional(JsonObject schema, JsonValue rule, JsonValue value, String path) {
        var mistakes = new ArrayList<String>();
        if (value instanceof JsonObject object) {
            Set<String> known = schema.object("properties").<Set<String>>map(each -> each.members().keySet())
                    .orElse(Set.of());
            object.members().forEach((name, member) -> {
                if (!known.contains(name)) {
                    if (rule instanceof JsonObject each) {
                        mistakes.addAll(mistakes(each, member, path + "." + name));
                    } else {
                        mistakes.add(path + "." + name + " is in no schema");
                    }
                }
            });
        }
        return mistakes;
    }

    private List<String> items(JsonObject schema, JsonValue value, String path) {
        var mistakes = new ArrayList<String>();
        if (value instanceof JsonArray array) {
            for (int at = 0; at < array.values().size(); at++) {
                mistakes.addAll(mistakes(schema, array.values().get(at), path + "[" + at + "]"));
            }
        }
        return mistakes;
    }

    /** Where none fits, what is wrong with the one that fits best. */
    private List<String> alternatives(JsonArray schemas, boolean onlyOne, JsonValue value, String path) {
        List<List<String>> all = schemas.values().stream()
                .map(schema -> mistakes((JsonObject) schema, value, path)).toList();
        long fitting = all.stream().filter(List::isEmpty).count();
        if (fitting == 1 || fitting > 1 && !onlyOne) {
            return List.of();
        }
        return fitting > 1 ? List.of(path + " fits more than one schema")
                : all.stream().min((left, right) -> Integer.compare(left.size(), right.size())).orElseThrow();
    }

    private static List<String> expect(boolean holds, String path, String problem) {
        return holds ? List.of() : List.of(path + " " + problem);
    }
}
