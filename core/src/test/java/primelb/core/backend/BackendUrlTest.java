package primelb.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendUrlTest {
    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> BackendUrl.parse(text), text).getMessage();
    }

    @Test
    void anEncryptedServerIsAnotherOneWithAPortOfItsOwn() {
        BackendUrl url = BackendUrl.parse("HTTPS://H/");

        assertEquals(new BackendUrl(true, "h", 443), url);
        assertEquals("https://h", url.toString());
        assertEquals("https://h:80", BackendUrl.parse("https://h:80").toString());
        assertEquals("http://h:443", BackendUrl.parse("http://h:443").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://server1:8000                 | http://server1:8000
            http://server1:8000/                | http://server1:8000
            HTTP://Server1.Example:8000         | http://server1.example:8000
            http://127.0.0.1:9001               | http://127.0.0.1:9001
            http://h                            | http://h
            http://h:80                         | http://h
            http://h:080/                       | http://h
            http://h:1                          | http://h:1
            http://h:65535                      | http://h:65535
            http://[::1]:8000                   | http://[0:0:0:0:0:0:0:1]:8000
            http://[2001:DB8::A]                | http://[2001:db8:0:0:0:0:0:a]
            http://[::ffff:127.0.0.1]:8000      | http://127.0.0.1:8000
            """)
    void hasOneNormalForm(String text, String normal) {
        BackendUrl url = BackendUrl.parse(text);

        assertEquals(normal, url.toString());
        assertEquals(url, BackendUrl.parse(url.toString()));
    }

    @Test
    void spellingsOfOneServerAreEqual() {
        Set<BackendUrl> spellings = List.of("http://H:80", "http://h", "http://h/", "HTTP://h:80/").stream()
                .map(BackendUrl::parse).collect(Collectors.toSet());

        assertEquals(Set.of(new BackendUrl("h", 80)), spellings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                          | it is not absolute
            /server_up                  | it is not absolute
            //h:8000                    | it is not absolute
            server1                     | it is not absolute
            server1:8000                | its scheme is not http
            ftp://h:8000                | its scheme is not http
            ftp://h                     | its scheme is not http
            file:///etc/passwd          | its scheme is not http
            http://user@h:8000          | it has user information
            http://user:word@h:8000     | it has user information
            http://@h:8000              | it has user information
            http://h:8000?a=b           | it has a query or a fragment
            http://h:8000/?             | it has a query or a fragment
            http://h:8000#top           | it has a query or a fragment
            http://h:8000/#             | it has a query or a fragment
            http://h:8000/prime         | it has a path
            http://h:8000//             | it has a path
            http://h:0                  | its port must be 1..65535
            http://h:65536              | its port must be 1..65535
            http://h:                   | its port must be 1..65535
            http://h:-1                 | it has no valid host and port
            http://h:80a                | it has no valid host and port
            http://h:99999999999        | it has no valid host and port
            http://127.1:8000           | it has no valid host and port
            http:h                      | it has no valid host and port
            http:/                      | it has no valid host and port
            http://                     | it is not a URL
            http://a b:8000             | it is not a URL
            http://h:8000\\             | it is not a URL
            http://[::1                 | it is not a URL
            http://[fe80::1%eth0]:8000  | an address with a zone
            """)
    void refusesAndSaysWhy(String text, String why) {
        String message = refusal(text);

        assertTrue(message.contains("'" + text + "'") && message.contains(why), message);
        assertTrue(message.contains("expected http://HOST:PORT"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h\r\nX: y", "http://h\u0000", "http://h\u00e9.example:80\t"})
    void refusesControlCharacters(String text) {
        refusal(text);
    }

    @Test
    void refusesMoreThanTwoKilobytesAndDoesNotRepeatThem() {
        String longest = "http://h/" + "a".repeat(BackendUrl.MAX_LENGTH - 9);

        String atTheLimit = refusal(longest);
        assertTrue(atTheLimit.contains("it has a path") && atTheLimit.length() < 250, atTheLimit);
        assertEquals("url must be at most 2048 characters, got 2049", refusal(longest + "a"));
    }

    @Test
    void refusesAHostThatNoNameCanHave() {
        String host = "a" + ".a".repeat(126);

        assertEquals(host, BackendUrl.parse("http://" + host).host());
        assertTrue(refusal("http://" + host + ".a").contains("its host is over 253 characters"));
    }

    @Test
    void cannotBeMadeOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new BackendUrl("", 80));
        assertThrows(IllegalArgumentException.class, () -> new BackendUrl("h", 0));
        assertThrows(IllegalArgumentException.class, () -> new BackendUrl("h", 65536));
        assertThrows(NullPointerException.class, () -> new BackendUrl(null, 80));
    }
}
