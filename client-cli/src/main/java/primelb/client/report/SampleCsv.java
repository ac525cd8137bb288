package primelb.client.report;

import java.util.List;
import primelb.client.load.Outcome;
import primelb.client.load.Recording;
import primelb.client.load.Sample;

/** Writes one line a request, with times in microseconds after the release of its phase (RFC 4180, LF). */
public final class SampleCsv {
    private static final String HEADING =
            "phase,client,scheduled_us,started_us,finished_us,status,server,outcome,explanation,moved,sent_again\n";

    /** The requests of one phase, and what the phase is called. */
    public record Part(String phase, Recording recording) {
    }

    private SampleCsv() {
    }

    /** Returns a heading and a line for each request, in the order in which they finished. */
    public static String of(List<Part> parts) {
        var out = new StringBuilder(HEADING);
        for (Part part : parts) {
            long released = part.recording().released();
            part.recording().samples().forEach(sample -> append(out, part.phase(), released, sample));
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String phase, long released, Sample sample) {
        String outcome = switch (sample.outcome()) {
            case Outcome.Ok _ -> "ok,";
            case Outcome.Failed(var kind, var explanation) -> kind.label() + "," + quoted(explanation);
        };
        out.append(phase).append(',').append(sample.client())
                .append(',').append(SummaryJson.micros(sample.scheduled() - released))
                .append(',').append(SummaryJson.micros(sample.started() - released))
                .append(',').append(SummaryJson.micros(sample.finished() - released))
                .append(',').append(sample.status())
                .append(',').append(quoted(sample.server()))
                .append(',').append(outcome)
                .append(',').append(sample.moved()).append(',').append(sample.sentAgain()).append('\n');
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
