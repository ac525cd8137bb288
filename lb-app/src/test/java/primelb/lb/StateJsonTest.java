package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import primelb.core.backend.Announcement;
import primelb.core.backend.BackendUrl;
import primelb.lb.StateJson.Kept;

/** What stands in a state file. */
class StateJsonTest {
    private static final Kept ONE =
            new Kept(new Announcement(BackendUrl.parse("http://server1:8000"), "server1", 2, 3), false);
    private static final Kept TWO = new Kept(new Announcement(BackendUrl.parse("https://[::1]"), "\"\\two", 65_536, 1000,
            Optional.of(Duration.ofSeconds(30))), true);

    @Test
    void readsBackWhatWasWritten() throws IOException {
        for (List<Kept> servers : List.of(List.<Kept>of(), List.of(ONE), List.of(TWO, ONE))) {
            assertEquals(servers, StateJson.read(StateJson.write(servers)));
        }
    }

    @Test
    void isReadableForPeople() {
        assertEquals("""
                {
                  "version": 1,
                  "servers": [
                    {
                      "url": "http://server1:8000",
                      "id": "server1",
                      "maxInFlight": 2,
                      "weight": 3
                    }
                  ]
                }
                """, new String(StateJson.write(List.of(ONE)), StandardCharsets.UTF_8));
    }

    @Test
    void theLargestServersFitIntoTheLimit() {
        List<Kept> largest = new ArrayList<>();
        for (int k = 0; k < 1000; k++) {
            String host = "h".repeat(BackendUrl.LONGEST_HOST - 4) + (1000 + k);
            largest.add(new Kept(new Announcement(new BackendUrl(true, host, 65_535), "\"".repeat(Announcement.LONGEST_ID),
                    Announcement.LARGEST_MAX_IN_FLIGHT, Announcement.LARGEST_WEIGHT, Optional.of(Duration.ofMillis(86_399_999))), true));
        }

        assertTrue(StateJson.write(largest).length <= StateJson.limit(1000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                        | 1:1
            {                                                         | 1:2
            []                                                        | it is not a JSON object
            {"servers":[]}                                            | its version is 0, known is 1
            {"version":2,"servers":[]}                                | its version is 2, known is 1
            {"version":"1","servers":[]}                              | "version": expected an integer
            {"version":1}                                             | "servers" is missing
            {"version":1,"servers":{}}                                | "servers": expected an array
            {"version":1,"servers":["http://h"]}                      | a server is a string
            {"version":1,"servers":[{}]}                              | "url" is missing
            {"version":1,"servers":[{"url":"http://h"}]}              | "id" is missing
            {"version":1,"servers":[{"url":"ftp://h","id":"h"}]}      | its scheme is not http
            {"version":1,"servers":[{"url":"http://h","id":"a b"}]}   | id must be 1..259 visible ASCII
            {"version":1,"servers":[{"url":"http://h","id":"h","weight":0}]}               | weight must be 1..1000
            {"version":1,"servers":[{"url":"http://h","id":"h","maxInFlight":4294967297}]} | "maxInFlight": out of range
            {"version":1,"servers":[{"url":"http://h","id":"h","held":1}]}                 | "held": expected a boolean
            {"version":1,"servers":[{"url":{"a":{"b":{}}},"id":"h"}]} | inside each other
            """)
    void saysWhatIsWrong(String text, String why) {
        IOException e = assertThrows(IOException.class, () -> StateJson.read(text.getBytes(StandardCharsets.UTF_8)));

        assertTrue(e.getMessage().contains(why), e::getMessage);
    }

    @Test
    void everyCutAndEveryChangedByteIsReadOrRefusedAndNeverBreaks() {
        byte[] whole = StateJson.write(List.of(ONE, TWO));
        // The last two bytes are the closing brace, without which it is cut, and a line end, which it does not need.
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> StateJson.read(cut));
        }
        for (int at = 0; at < whole.length; at++) {
            for (byte other : new byte[] {0, '"', '{', '}', '9', (byte) 0xff}) {
                byte[] changed = whole.clone();
                changed[at] = other;
                try {
                    StateJson.read(changed);
                } catch (IOException refused) {
                    assertTrue(refused.getMessage() != null);
                }
            }
        }
    }
}
