package primelb.client.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import primelb.client.control.ServerView;
import primelb.client.text.Layout;
import primelb.client.text.Palette;
import primelb.core.json.JsonObject;

/** Writes what the balancer thinks of its servers. */
public final class ServersReport {
    private ServersReport() {
    }

    /**
     * Returns a row a server: its URL, when it was last sent a request, whether it is active; below it the reason
     * where it is not. Ends with a line end.
     */
    public static String text(List<ServerView> servers, Palette palette) {
        if (servers.isEmpty()) {
            return "the balancer knows no server (a server joins by POST /server_up on the admin port)\n";
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("server", "url", "state", "last request", "in-flight", "sent", "failed"));
        servers.forEach(server -> rows.add(List.of(server.id(), server.url().replaceFirst("^http://", ""),
                server.state(), server.lastRequest().map(ServersReport::toSeconds).orElse("never"),
                number(server.inFlight()), number(server.requests()), number(server.failures()))));
        List<String> table = Layout.table(rows);
        var lines = new ArrayList<String>();
        lines.add(table.getFirst());
        for (int at = 0; at < servers.size(); at++) {
            ServerView server = servers.get(at);
            lines.add(table.get(at + 1));
            server.reason().filter(_ -> !server.active())
                    .ifPresent(reason -> lines.add("  " + palette.warning(server.id() + ": " + reason)));
        }
        return String.join("\n", lines) + "\n";
    }

    /** Returns the same as one JSON object. */
    public static JsonObject json(List<ServerView> servers) {
        return JsonObject.builder()
                .put("schema", "primelb.servers/1")
                .put("servers", SummaryJson.array(servers.stream().map(PhasesJson::server).toList()))
                .build();
    }

    private static String toSeconds(String instant) {
        return instant.replaceFirst("\\.\\d+Z$", "Z");
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? String.valueOf(number.getAsLong()) : "-";
    }
}
