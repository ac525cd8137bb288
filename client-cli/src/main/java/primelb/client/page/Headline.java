package primelb.client.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.text.Format;

/** The few figures that come first. */
final class Headline {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Headline() {
    }

    /**
     * One figure.
     *
     * @param name what it is
     * @param number its value with its unit
     * @param beside what it is to be set against
     */
    record Card(String name, String number, String beside) {
    }

    /** Returns what a result is called. */
    static String title(StoredResult result) {
        return (result.kind() == StoredResult.Kind.RUN ? "One run"
                : result.isOneRun() ? "A fault under one load" : "Three phases") + " of " + result.work().method()
                + " " + result.work().url();
    }

    /** Returns when it was measured, to the second; what is no date is shown as it is. */
    static String date(StoredResult result) {
        try {
            return DATE.format(Instant.parse(result.origin().date()));
        } catch (DateTimeException _) {
            return result.origin().date();
        }
    }

    static List<Card> cards(StoredResult result) {
        var cards = new ArrayList<Card>();
        result.parts().stream().filter(part -> part.number() != 2 && result.speedup(part).isPresent()).forEach(part ->
                cards.add(new Card("Speedup, " + part.name(),
                        Format.decimals(result.speedup(part).getAsDouble(), 2),
                        result.ideal().map(ideal -> "ideal " + Format.decimals(ideal.value(), 2)).orElse(""))));
        if (result.kind() == StoredResult.Kind.RUN && !result.parts().isEmpty()) {
            Part run = result.parts().getFirst();
            cards.add(new Card("Throughput", Format.rate(run.totals().throughput()), run.totals().ok() + " ok in "
                    + MeasureTable.time(run.totals().wallMicros())));
        }
        cards.add(new Card("Failed", String.valueOf(result.failed()), "of " + result.sent() + " requests"));
        if (result.kind() == StoredResult.Kind.RUN && !result.parts().isEmpty()) {
            var latency = result.parts().getFirst().totals().latency();
            cards.add(new Card("p50", MeasureTable.percentile(latency, 50), "half are faster"));
            cards.add(new Card("p99", MeasureTable.percentile(latency, 99), "one in a hundred is slower"));
        }
        noticed(result, "stop").ifPresent(cards::add);
        noticed(result, "start").ifPresent(cards::add);
        return cards;
    }

    /** The marks of one kind come in pairs: when it was issued, and when the balancer noticed. */
    private static Optional<Card> noticed(StoredResult result, String kind) {
        long issued = -1;
        for (StoredResult.Mark mark : result.marks()) {
            if (mark.what().startsWith(kind + " of ")) {
                issued = mark.micros();
            } else if (mark.what().endsWith("noticed the " + kind) && issued >= 0) {
                return Optional.of(new Card("The " + kind + " was noticed", MeasureTable.time(mark.micros() - issued),
                        "after it was issued"));
            }
        }
        return Optional.empty();
    }
}
