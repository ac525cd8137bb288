package primelb.client.control;

import java.util.Optional;
import java.util.OptionalLong;
import primelb.client.text.Printable;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonTypeException;

/**
 * What the balancer thinks of one server.
 *
 * @param url where the balancer reaches it
 * @param id its name
 * @param active whether it gets traffic
 * @param state its state in the balancer's words
 * @param reason why it is in that state, where one is given
 * @param lastRequest when it was last sent a request, as an ISO-8601 instant; empty for never
 * @param inFlight requests it has now
 * @param requests how many the balancer has sent there
 * @param failures how many of those failed
 */
public record ServerView(String url, String id, boolean active, String state, Optional<String> reason,
        Optional<String> lastRequest, OptionalLong inFlight, OptionalLong requests, OptionalLong failures) {
    private static final int MAX_TEXT = 200;

    /**
     * Returns the view in an element of the balancer's list.
     *
     * @throws JsonTypeException where a member is not what it must be
     */
    static ServerView of(JsonObject json) {
        String url = json.text("url").orElseThrow(() -> new JsonTypeException("a server without url"));
        boolean active = json.bool("active").orElseThrow(() -> new JsonTypeException("a server without active"));
        return new ServerView(printable(url), printable(json.text("id").orElse(url)), active,
                json.text("state").map(ServerView::printable).orElse(active ? "active" : "inactive"),
                json.text("reason").map(ServerView::printable), json.text("lastRequest").map(ServerView::printable),
                json.integer("inFlight"), json.integer("requests"), json.integer("failures"));
    }

    private static String printable(String text) {
        return Printable.of(text, MAX_TEXT);
    }
}
