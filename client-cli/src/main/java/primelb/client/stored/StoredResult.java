package primelb.client.stored;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One result, of whichever command.
 *
 * @param name what it is called where several are shown: the file it is from
 * @param kind which command made it
 * @param interrupted whether it is a part of a result
 * @param trouble why it did not come to its end
 * @param origin where and how it came about
 * @param work what was sent, and how
 * @param system what is known of the system that was measured; empty where nobody asked it
 * @param parts what was measured: one for a run, one for each phase
 * @param whole the one run that the parts are cut from, where the load went on throughout
 * @param repetitions every experiment where there were several; the parts are those of the last
 * @param marks what was done to the system and when, in order of time
 * @param ideal the most that could be expected of phases 1 and 3 against phase 2
 * @param conditions what had to hold, and whether it does
 * @param pass whether all is as it had to be
 */
public record StoredResult(String name, Kind kind, boolean interrupted, Optional<String> trouble, Origin origin,
        Work work, Optional<Facts> system, List<Part> parts, Optional<Whole> whole, List<Repetition> repetitions,
        List<Mark> marks, Optional<Ideal> ideal, List<Condition> conditions, boolean pass) {
    /** Which command made a result. */
    public enum Kind {
        /** One load run. */
        RUN,
        /** All servers up, one stopped, all up again. */
        PHASES
    }

    /** Where and how a result came about. */
    public record Origin(String date, List<String> commandLine, String client, String jdk, String system, long cpus,
            String processor) {
        /** Keeps its own copy. */
        public Origin {
            commandLine = List.copyOf(commandLine);
        }
    }

    /**
     * What was sent, and how.
     *
     * @param otherUrls where else it could go, when the first was gone
     * @param stop when it was enough, in words
     * @param loop whether clients wait for their answers before they send again, in words
     * @param offered how many requests are due in a second; empty where none is due before there is an answer
     * @param rampMillis how long it takes until all clients, or the whole rate, are there
     */
    public record Work(String url, List<String> otherUrls, String method, boolean keepAlive, long clients, String stop, String loop,
            OptionalDouble offered, long rampMillis, long timeoutMillis) {
        /** Keeps its own copy. */
        public Work {
            otherUrls = List.copyOf(otherUrls);
        }
    }

    /** The one run that parts are cut from, and three counts of its requests. */
    public record Whole(Totals totals, Optional<Counts> counts) {
    }

    /**
     * One of several experiments.
     *
     * @param complete whether it came to its end
     */
    public record Repetition(long number, boolean complete, OptionalDouble speedup, List<RepeatedPart> parts) {
        /** Keeps its own copy. */
        public Repetition {
            parts = List.copyOf(parts);
        }
    }

    /** One phase of one of several experiments. */
    public record RepeatedPart(long number, long sent, long ok, long failed, long wallMicros, double throughput,
            Optional<Latency> latency) {
    }

    /** What is known of the system that was measured. */
    public record Facts(String stopped, Optional<String> policy, long servers, OptionalDouble serverCpus,
            OptionalLong serverMemoryBytes, String limitSource) {
    }

    /**
     * Something that happened at a moment.
     *
     * @param micros when, after the release of the first part
     * @param what in a few words
     */
    public record Mark(long micros, String what) {
    }

    /** The most that could be expected, and what that rests on. */
    public record Ideal(double value, String assumption, boolean warning) {
    }

    /** A condition, and whether it holds. */
    public record Condition(String expression, boolean holds, String measured) {
    }

    /** Keeps its own copies. */
    public StoredResult {
        parts = List.copyOf(parts);
        repetitions = List.copyOf(repetitions);
        marks = List.copyOf(marks);
        conditions = List.copyOf(conditions);
    }

    /** Returns all servers that answered anything, in the order of their names. */
    public List<String> servers() {
        return parts.stream().flatMap(part -> part.totals().servers().stream()).map(Totals.Server::name).distinct()
                .sorted().toList();
    }

    /** Returns throughput as a multiple of that of phase 2; empty for a run, or where either is missing or 0. */
    public OptionalDouble speedup(Part part) {
        Optional<Part> against = parts.stream().filter(other -> other.number() == 2).findFirst();
        double of = part.totals().throughput();
        double base = against.map(other -> other.totals().throughput()).orElse(0.0);
        return kind == Kind.PHASES && of > 0 && base > 0 ? OptionalDouble.of(of / base) : OptionalDouble.empty();
    }

    /** Returns whether the parts are cut from one run, so that each begins where the one before it ends. */
    public boolean isOneRun() {
        return whole.isPresent();
    }

    /** Returns how many requests were sent in all parts. */
    public long sent() {
        return parts.stream().mapToLong(part -> part.totals().sent()).sum();
    }

    /** Returns how many requests failed in all parts. */
    public long failed() {
        return parts.stream().mapToLong(part -> part.totals().failed()).sum();
    }
}
