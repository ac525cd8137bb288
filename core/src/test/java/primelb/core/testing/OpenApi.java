package primelb.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonString;
import primelb.core.json.JsonSyntaxException;
import primelb.core.json.JsonValue;

/** An OpenAPI description of this project, and whether real answers are what it says. */
public final class OpenApi {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 22, 40);

    private final JsonObject root;

    private OpenApi(JsonObject root) {
        this.root = root;
    }

    /** Reads the description that this module delivers: {@code lb-app} or {@code server-app}. */
    public static OpenApi of(String module) {
        String folder = module.equals("lb-app") ? "lb" : "server";
        try {
            return new OpenApi(object(Files.readAllBytes(SourceTree.root().resolve(module)
                    .resolve("src/main/resources/primelb/" + folder + "/openapi.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns bytes that are one JSON object. */
    public static JsonObject object(byte[] json) {
        try {
            return (JsonObject) JsonReader.read(json, LIMITS);
        } catch (JsonSyntaxException e) {
            throw new AssertionError(new String(json, StandardCharsets.UTF_8), e);
        }
    }

    /** Returns the document. */
    public JsonObject document() {
        return root;
    }

    /** Returns the operation for a request with this path, as sent, without query. */
    public Optional<JsonObject> operation(String method, String path) {
        return item(path).flatMap(
                item -> item.object((method.equals("HEAD") ? "GET" : method).toLowerCase(Locale.ROOT)));
    }

    private Optional<JsonObject> item(String path) {
        JsonObject paths = root.object("paths").orElseThrow();
        Optional<JsonObject> exact = paths.object(path);
        return exact.isPresent() ? exact : paths.members().entrySet().stream()
                .filter(each -> path.matches(each.getKey().replaceAll("\\{[a-z]+}", "[^/]*")))
                .map(Map.Entry::getValue).map(JsonObject.class::cast).findFirst();
    }

    /** Returns what an operation says of a status. */
    public Optional<JsonObject> response(JsonObject operation, int status) {
        return operation.object("responses").orElseThrow().object(Integer.toString(status))
                .map(response -> response.text("$ref").map(to -> JsonSchema.resolve(root, to)).orElse(response));
    }

    /** Returns what is wrong with an answer; nothing where it is as described. */
    public List<String> mistakes(String method, String path, int status, String contentType, byte[] body) {
        if (!path.startsWith("/") || path.startsWith("//")) {
            // The server of the JDK refuses it before it comes to us.
            return List.of();
        }
        Optional<JsonObject> operation = operation(method, path);
        if (operation.isEmpty()) {
            // Nowhere described, so it must not be there; or somebody is refused before that is looked at.
            int expected = item(path).isPresent() ? 405 : 404;
            return status == expected || status == 400 || status == 403 || status == 421 ? problem(body, method)
                    : List.of(method + " " + path + " is not described, and answered " + status);
        }
        Optional<JsonObject> response = response(operation.get(), status);
        if (response.isEmpty()) {
            return List.of(method + " " + path + ": the status " + status + " is not described");
        }
        Optional<JsonObject> media = response.get().object("content").flatMap(content -> content.object(contentType));
        if (media.isEmpty()) {
            return List.of(method + " " + path + " " + status + ": " + contentType + " is not described");
        }
        JsonObject schema = media.get().object("schema").orElseThrow();
        if (method.equals("HEAD")) {
            return List.of();
        }
        JsonValue value = contentType.endsWith("json") ? object(body)
                : new JsonString(new String(body, StandardCharsets.UTF_8));
        return JsonSchema.within(root, schema).mistakes(value);
    }

    private List<String> problem(byte[] body, String method) {
        return method.equals("HEAD") ? List.of()
                : JsonSchema.within(root, JsonSchema.resolve(root, "#/components/schemas/Problem")).mistakes(object(body));
    }
}
