package primelb.core.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FlightTest {

    private static final String SERVER = "server of FlightTest";

    @TempDir
    private Path folder;

    /** Other tests send traffic meanwhile, which is recorded, too. */
    @Test
    void whatHappensIsInARecordingAndWithoutOneNothingIsMade() throws IOException {
        assertSame(Flight.Span.UNSEEN, Flight.attempt());
        assertSame(Flight.Span.UNSEEN, Flight.probe());
        Path file = folder.resolve("flight.jfr");
        try (Recording recording = new Recording()) {
            for (String name : List.of("primelb.Attempt", "primelb.Probe", "primelb.StateChange")) {
                recording.enable(name).withThreshold(Duration.ZERO);
            }
            recording.start();
            Flight.attempt().end(SERVER, 2, "connection refused");
            Flight.probe().end(SERVER, 1, "200 in 1 ms");
            Flight.stateChanged(SERVER, "active", "inactive", "request failed: connection refused");
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        RecordedEvent attempt = only(events, "primelb.Attempt");
        assertEquals(SERVER, attempt.getString("server"));
        assertEquals(2, attempt.getInt("number"));
        assertEquals("connection refused", attempt.getString("result"));
        assertTrue(attempt.getDuration().compareTo(Duration.ofSeconds(1)) < 0);
        assertEquals("200 in 1 ms", only(events, "primelb.Probe").getString("result"));
        assertEquals("inactive", only(events, "primelb.StateChange").getString("to"));
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        List<RecordedEvent> named =
                events.stream().filter(event -> event.getEventType().getName().equals(name)
                        && event.getString("server").equals(SERVER)).toList();
        assertEquals(1, named.size(), name);
        return named.getFirst();
    }
}
