package primelb.core.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last lines of one stream of a child, taken in by a thread of its own so that the child never blocks on it. */
final class CapturedLines {

    private static final int KEPT = 10_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private long dropped;
    private boolean ended;

    /** Takes lines in until the stream ends. The thread is a daemon, and ends with the stream. */
    static CapturedLines of(String name, InputStream stream) {
        CapturedLines captured = new CapturedLines();
        Thread.ofPlatform().daemon().name(name).start(() -> captured.readAll(stream));
        return captured;
    }

    private void readAll(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(reading this stream failed: " + e + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
            dropped++;
        }
        lines.addLast(line);
    }

    private synchronized void end() {
        ended = true;
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Returns the last 10,000 lines so far. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized Optional<MatchResult> find(Pattern pattern) {
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return Optional.of(matcher.toMatchResult());
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized String toString() {
        String start = dropped == 0 ? "" : "(" + dropped + " earlier lines dropped)\n";
        return start + String.join("\n", lines);
    }
}
