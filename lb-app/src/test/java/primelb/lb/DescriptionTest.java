package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.json.JsonArray;
import primelb.core.json.JsonObject;
import primelb.core.testing.OpenApi;
import primelb.core.testing.SourceTree;

/**
 * The description of the admin port, and that the request collection asks for what is described. That answers are as
 * described is checked for every answer that any test gets from {@link LbFixture}.
 */
@Timeout(30)
class DescriptionTest {
    private static final OpenApi ADMIN = OpenApi.of("lb-app");
    private static final OpenApi SERVER = OpenApi.of("server-app");
    private static final Pattern STATUS = Pattern.compile("have\\.status\\((\\d+)\\)");

    @Test
    void isServed() {
        try (LbFixture lb = LbFixture.start(Map.of())) {
            Answer answer = lb.adminGet("/openapi.json");
            assertEquals(200, answer.status());
            assertEquals(ADMIN.document(), OpenApi.object(answer.response().body()));
            assertEquals(Optional.of("3.1.0"), ADMIN.document().text("openapi"));
        }
    }

    @Test
    void everyDescribedPathIsThere() {
        try (LbFixture lb = LbFixture.start(Map.of())) {
            lb.active("server1");
            JsonObject paths = ADMIN.document().object("paths").orElseThrow();
            paths.members().forEach((path, item) -> {
                int expected = ((JsonObject) item).get("get").isPresent() ? 200 : 405;
                // HEAD: the events do not end.
                assertEquals(expected, lb.admin("HEAD", path.replace("{file}", "main.js"), List.of(), new byte[0]).status(),
                        path);
            });
        }
    }

    @Test
    void theCollectionAsksForWhatIsDescribed() throws IOException {
        JsonObject collection = OpenApi.object(
                Files.readAllBytes(SourceTree.root().resolve("scripts/primelb.postman_collection.json")));
        List<JsonObject> requests = new ArrayList<>();
        collect(collection, requests);
        assertTrue(requests.size() > 30, () -> requests.size() + " requests");
        for (JsonObject each : requests) {
            JsonObject request = each.object("request").orElseThrow();
            String method = request.text("method").orElseThrow();
            String raw = request.object("url").orElseThrow().text("raw").orElseThrow();
            OpenApi description = raw.startsWith("{{admin}}") ? ADMIN : SERVER;
            String path = raw.substring(raw.indexOf("}}") + 2).replaceFirst("\\?.*", "").replaceAll("\\{\\{\\w+}}", "7");
            int status = expectedStatus(each);
            Optional<JsonObject> operation = description.operation(method, path);
            if (operation.isEmpty()) {
                assertTrue(status == 404 || status == 405, () -> method + " " + raw + " is not described");
            } else {
                assertTrue(description.response(operation.get(), status).isPresent(),
                        () -> method + " " + raw + ": the status " + status + " is not described");
            }
        }
    }

    private static void collect(JsonObject folder, List<JsonObject> into) {
        if (folder.get("request").isPresent()) {
            into.add(folder);
        }
        folder.array("item").map(JsonArray::values).orElse(List.of())
                .forEach(item -> collect((JsonObject) item, into));
    }

    private static int expectedStatus(JsonObject item) {
        String scripts = item.array("event").orElseThrow().toString();
        Matcher matcher = STATUS.matcher(scripts);
        assertTrue(matcher.find(), () -> "no expected status in " + scripts);
        return Integer.parseInt(matcher.group(1));
    }
}
