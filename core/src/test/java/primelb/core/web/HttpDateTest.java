package primelb.core.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import primelb.core.testing.FakeTime;

class HttpDateTest {
    private final FakeTime time = new FakeTime();
    private final HttpDate date = new HttpDate(time);

    @Test
    void isWrittenAsTheRfcHasIt() {
        time.setWallClock(Instant.parse("1994-11-06T08:49:37.999Z"));
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", date.now());
    }

    @Test
    void agreesWithTheFormatterOfTheJdkOnEveryDayOfFiveYears() {
        DateTimeFormatter formatter =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
        for (int day = 0; day < 5 * 366; day++) {
            time.advance(Duration.ofSeconds(86_400 + 3_661));
            assertEquals(formatter.format(time.instant()), date.now());
        }
    }
}
