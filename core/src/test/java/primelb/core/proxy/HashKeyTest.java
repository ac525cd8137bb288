package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.balance.Rendezvous;
import primelb.core.http.HeadLimits;
import primelb.core.http.MalformedHttpException;
import primelb.core.http.RequestHead;

class HashKeyTest {
    private static OptionalLong key(HashKey by, String target, String... fields) throws MalformedHttpException {
        StringBuilder text = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: test\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        RequestHead head = new RequestHead();
        head.parse(bytes, 0, bytes.length, HeadLimits.REQUEST);
        return by.of(head);
    }

    @Test
    void aPathIsTheKeyWithoutItsQuery() throws Exception {
        assertEquals(key(HashKey.PATH, "/prime/7"), key(HashKey.PATH, "/prime/7?method=fast"));
        assertNotEquals(key(HashKey.PATH, "/prime/7"), key(HashKey.PATH, "/prime/8"));
        assertEquals(OptionalLong.empty(), key(HashKey.NONE, "/prime/7"));
    }

    @Test
    void aFieldIsTheKeyHoweverItsNameIsWrittenAndWithoutItThereIsNone() throws Exception {
        HashKey byUser = HashKey.parse("header:X-User");

        assertEquals(key(byUser, "/a", "x-user: anna"), key(byUser, "/b", "Accept: */*", "X-USER:  anna "));
        assertNotEquals(key(byUser, "/a", "X-User: anna"), key(byUser, "/a", "X-User: berta"));
        assertEquals(OptionalLong.empty(), key(byUser, "/a", "X-Users: anna"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "header", "header:", "header:a b", "Path", "header:a:b"})
    void whatIsNoKeyIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> HashKey.parse(text));
    }

    @Test
    void requestsOfOneKeyMeetAtOneServer() throws Exception {
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK.with(HashKey.parse("header:x-user")), 3,
                ProxyFixture.pool(new Rendezvous(), Duration.ZERO))) {
            Set<Long> busy = new HashSet<>();
            for (int request = 0; request < 12; request++) {
                try (RawClient client = fixture.client()) {
                    client.send("GET / HTTP/1.1\r\nHost: x\r\nX-User: anna\r\nConnection: close\r\n\r\n");
                    assertEquals(200, client.answer().status());
                }
            }
            for (int number = 1; number <= 3; number++) {
                busy.add(fixture.member(number).requests());
            }

            assertEquals(Set.of(0L, 12L), busy);
        }
    }
}
