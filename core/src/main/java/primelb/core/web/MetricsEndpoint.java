package primelb.core.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import primelb.core.stats.MetricsFormat;
import primelb.core.stats.MetricsText;

/** Answers {@code GET /metrics} in the format that the scraper asks for. */
public final class MetricsEndpoint implements Handler {
    private final Consumer<MetricsText> source;

    /**
     * Makes the endpoint.
     *
     * @param source appends all metrics as they are now; called by the thread of each request
     */
    public MetricsEndpoint(Consumer<MetricsText> source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    @Override
    public Response handle(Request request) {
        MetricsFormat format = MetricsFormat.accepted(String.join(",", request.fields().all("Accept")));
        MetricsText text = new MetricsText(format);
        source.accept(text);
        return new Response(200, format.contentType(), text.finish().getBytes(StandardCharsets.UTF_8),
                Map.of("Vary", "Accept"));
    }
}
