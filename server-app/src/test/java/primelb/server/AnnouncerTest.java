package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import primelb.core.http.HttpOrigin;

class AnnouncerTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final String HERE = "http://10.0.0.5:8000";

    private final List<String> out = new ArrayList<>();
    private final List<Verdict> heard = new ArrayList<>();
    private final FakeAdmin admin = new FakeAdmin();
    private final Announcer announcer = announcer("10.0.0.5");

    @Test
    void announcesWithAHeartbeatAndSaysSoOnce() {
        assertEquals(List.of(HEARTBEAT, HEARTBEAT, HEARTBEAT), rounds(3));
        assertEquals(List.of("10.0.0.1 " + HERE, "10.0.0.1 " + HERE, "10.0.0.1 " + HERE), admin.calls);
        assertEquals(List.of("primelb-server announced: " + HERE + " to http://lb:8081 (10.0.0.1): active"), out);
    }

    @Test
    void onlyWhatABalancerHasTakenIsRepeatedAsAHeartbeat() {
        admin.verdict = new Verdict.Unreachable("connection refused");
        rounds(2);
        admin.verdict = new Verdict.Inactive("timeout");
        rounds(2);
        assertEquals(List.of(false, false, false, true), admin.heartbeats);
    }

    @Test
    void saysEveryChangeOfTheVerdictAndPassesEachOneOn() {
        announcer.round();
        admin.verdict = new Verdict.Inactive("connection refused");
        rounds(2);
        admin.verdict = new Verdict.Active(List.of("http://lb2:8081"));
        announcer.round();
        assertEquals(List.of("active", "inactive (connection refused)", "active"), verdictsSaid());
        assertEquals(List.of(new Verdict.Active(), new Verdict.Inactive("connection refused"),
                new Verdict.Inactive("connection refused"), new Verdict.Active(List.of("http://lb2:8081"))), heard);
    }

    @Test
    void anInactiveVerdictIsNoFailure() {
        admin.verdict = new Verdict.Inactive("timeout");
        assertEquals(List.of(HEARTBEAT), rounds(1));
    }

    @Test
    void keepsTryingSoonerWhileTheBalancerIsAbsent() {
        admin.verdict = new Verdict.Unreachable("connection refused");
        List<Duration> pauses = rounds(12);
        assertTrue(pauses.getFirst().compareTo(Duration.ofMillis(100)) <= 0, pauses::toString);
        assertTrue(pauses.getLast().compareTo(Duration.ofMillis(2500)) >= 0, pauses::toString);
        assertTrue(pauses.stream().allMatch(pause -> pause.compareTo(HEARTBEAT) <= 0), pauses::toString);
        assertEquals(List.of("no answer (connection refused), trying again"), verdictsSaid());
        assertEquals(Optional.empty(), announcer.registered());
        admin.verdict = new Verdict.Active();
        assertEquals(List.of(HEARTBEAT), rounds(1));
        admin.verdict = new Verdict.Refused(401, "a token is wanted");
        assertTrue(announcer.round().compareTo(Duration.ofMillis(100)) <= 0, "the first pause again");
    }

    @Test
    void aBalancerThatFellSilentMayStillKnowThisServer() {
        announcer.round();
        admin.verdict = new Verdict.Unreachable("timeout");
        announcer.round();
        assertEquals(HERE, announcer.registered().orElseThrow().url());
    }

    @Test
    void anAddressIsNotShownTwice() throws UnknownHostException {
        Admin.Port port = new Admin.Port(new HttpOrigin("10.0.0.1", 80), InetAddress.getByName("10.0.0.1"));
        assertEquals("http://10.0.0.1", port.text());
    }

    @Test
    void warnsOnceWhenTheBalancerCannotReachIt() {
        Announcer onLoopback = announcer("127.0.0.1");
        onLoopback.round();
        onLoopback.round();
        assertEquals(1, out.stream().filter(line -> line.startsWith("warning: http://127.0.0.1:8000")).count(),
                out::toString);
    }

    private List<Duration> rounds(int count) {
        return Stream.generate(announcer::round).limit(count).toList();
    }

    private List<String> verdictsSaid() {
        return out.stream().map(line -> line.substring(line.lastIndexOf(": ") + 2)).toList();
    }

    private Announcer announcer(String boundTo) {
        try {
            AdvertisedUrl url = new AdvertisedUrl(Optional.empty(),
                    new InetSocketAddress(InetAddress.getByName(boundTo), 8000),
                    remote -> InetAddress.getByName("10.0.0.5"));
            Admin.Port port = new Admin.Port(new HttpOrigin("lb", 8081), InetAddress.getByName("10.0.0.1"));
            return new Announcer(port, url, admin, HEARTBEAT, new Backoff(new Random(1)), heard::add, out::add);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Says active unless told otherwise. */
    private static final class FakeAdmin implements Admin {
        private final List<String> calls = new ArrayList<>();
        private final List<Boolean> heartbeats = new ArrayList<>();
        private Verdict verdict = new Verdict.Active();

        @Override
        public Verdict up(Port port, String url, boolean heartbeat) {
            calls.add(port.address().getHostAddress() + " " + url);
            heartbeats.add(heartbeat);
            return verdict;
        }

        @Override
        public Verdict down(Port port, String url, Duration limit) {
            throw new AssertionError("an announcer takes no leave");
        }
    }
}
