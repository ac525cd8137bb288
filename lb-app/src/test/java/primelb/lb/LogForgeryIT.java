package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.http.ClientRequest;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ScriptedBackend;

/** Nothing that a client, a server or whoever registers says can forge a line of the log. */
@Timeout(60)
class LogForgeryIT {
    private static final String FORGED = "2026-01-01T00:00:00.000+0000 INFO primelb.lb: forged";

    private final ScriptedBackend backend = ScriptedBackend.start();

    @AfterEach
    void close() {
        backend.close();
    }

    private static void send(InetSocketAddress to, String text) {
        try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // Refused by a reset: also an answer.
            assertTrue(e.getMessage() != null, e::toString);
        }
    }

    private static String serverUp(String json) {
        return "POST /server_up HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + json.length() + "\r\n\r\n" + json;
    }

    @Test
    void everyLineIsOneOfTheBalancersOwn() {
        try (LbProcess lb = LbProcess.start(Map.of())) {
            String bare = "\n" + FORGED;
            String carriage = "\r\n" + FORGED + "\r\n";
            String escaped = "\\n" + FORGED + "\\u000a" + FORGED + "\\u001b[2J";
            for (String json : List.of("{\"url\":\"http://h" + escaped + ":1\"}", "{\"url\":\"http://127.0.0.1:1\",\"id\":\""
                    + escaped + "\"}", "{\"url\":\"http://127.0.0.1:1\",\"id\":\"a" + bare + "\"}", "{\"" + escaped + "\":1}",
                    "{\"url\":\"http://h:1\",\"lease\":\"" + escaped + "\"}")) {
                send(lb.admin(), serverUp(json));
            }
            for (InetSocketAddress port : List.of(lb.admin(), lb.traffic())) {
                for (String head : List.of("GET /" + bare + " HTTP/1.1\r\nHost: localhost", "GET /%0a%0d\u001b[2J HTTP/1.1\r\n"
                        + "Host: localhost", "G\u001bET / HTTP/1.1\r\nHost: localhost", "GET / HTTP/1.1\r\nHost: localhost\r\nX: a"
                        + carriage, "GET / HTTP/1.1\r\nHost: h" + carriage, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a"
                        + bare, "\u001b[2J" + carriage)) {
                    send(port, head + "\r\nConnection: close\r\n\r\n");
                }
            }
            lb.activate(backend);
            backend.then(Behaviour.rawThenClose("HTTP/1.1 200 \u001b[2J" + carriage + "\r\n\r\n"));
            backend.health(Behaviour.rawThenClose("HTTP/1.1 200" + bare + "\r\n\r\n"));
            assertEquals(502, Answer.to(lb.traffic(), ClientRequest.get("/")).status());
            backend.awaitProbes(3);
            lb.process().sigterm();
            lb.process().awaitExit(LbProcess.PATIENCE);

            List<String> lines = lb.process().err();
            String own = "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+[+-]\\d{4} [A-Z]+ primelb\\.[a-z.]+: \\P{Cntrl}*";
            assertTrue(lines.stream().allMatch(line -> line.matches(own)), lb.process()::toString);
            assertTrue(lines.stream().noneMatch(line -> line.startsWith(FORGED)), lb.process()::toString);
            assertTrue(lines.stream().anyMatch(line -> line.contains("-> inactive")), lb.process()::toString);
        }
    }
}
