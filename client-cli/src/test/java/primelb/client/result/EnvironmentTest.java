package primelb.client.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void secretsInHeadersAreNotKept() {
        assertEquals(List.of("run", "-H", "Authorization: ***", "-Hcookie: ***", "--header=Proxy-Authorization: ***",
                "-H", "Accept: text/plain", "http://x/"),
                Environment.withoutSecrets(List.of("run", "-H", "Authorization: Bearer abc", "-Hcookie: a=b",
                        "--header=Proxy-Authorization: Basic xyz", "-H", "Accept: text/plain", "http://x/")));
    }
}
