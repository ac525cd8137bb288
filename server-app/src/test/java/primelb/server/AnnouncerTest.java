package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import primelb.core.http.HttpOrigin;

class AnnouncerTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final String HERE = "http://10.0.0.5:8000";

    private final List<String> out = new ArrayList<>();
    private final FakeAdmin admin = new FakeAdmin();
    private List<String> addresses = List.of("10.0.0.1");
    private final Announcer announcer = announcer("10.0.0.5");

    @Test
    void announcesWithAHeartbeatAndSaysSoOnce() {
        assertEquals(List.of(HEARTBEAT, HEARTBEAT, HEARTBEAT), rounds(3));
        assertEquals(List.of("10.0.0.1 " + HERE, "10.0.0.1 " + HERE, "10.0.0.1 " + HERE), admin.calls);
        assertEquals(List.of("primelb-server announced: " + HERE + " to http://lb:8081: active"), out);
    }

    @Test
    void onlyWhatABalancerHasTakenIsRepeatedAsAHeartbeat() {
        admin.verdicts.put("10.0.0.1", new Verdict.Unreachable("connection refused"));
        rounds(2);
        admin.verdicts.put("10.0.0.1", new Verdict.Inactive("timeout"));
        rounds(2);
        addresses = List.of("10.0.0.2");
        rounds(2);
        assertEquals(List.of(false, false, false, true, false, true), admin.heartbeats);
    }

    @Test
    void saysEveryChangeOfTheVerdict() {
        announcer.round();
        admin.verdicts.put("10.0.0.1", new Verdict.Inactive("connection refused"));
        rounds(2);
        admin.verdicts.put("10.0.0.1", new Verdict.Active());
        announcer.round();
        assertEquals(List.of("active", "inactive (connection refused)", "active"), verdictsSaid());
    }

    @Test
    void anInactiveVerdictIsNoFailure() {
        admin.verdicts.put("10.0.0.1", new Verdict.Inactive("timeout"));
        assertEquals(List.of(HEARTBEAT), rounds(1));
    }

    @Test
    void keepsTryingSoonerWhileTheBalancerIsAbsent() {
        admin.verdicts.put("10.0.0.1", new Verdict.Unreachable("connection refused"));
        List<Duration> pauses = rounds(12);
        assertTrue(pauses.getFirst().compareTo(Duration.ofMillis(100)) <= 0, pauses::toString);
        assertTrue(pauses.getLast().compareTo(Duration.ofMillis(2500)) >= 0, pauses::toString);
        assertEquals(List.of("no answer (connection refused), trying again"), verdictsSaid());
        assertEquals(List.of(), announcer.registered());
        admin.verdicts.put("10.0.0.1", new Verdict.Active());
        assertEquals(List.of(HEARTBEAT), rounds(1));
        admin.verdicts.put("10.0.0.1", new Verdict.Unreachable("connection refused"));
        assertTrue(announcer.round().compareTo(Duration.ofMillis(100)) <= 0, "the first pause again");
    }

    @Test
    void keepsTryingWhileTheNameIsUnknown() {
        addresses = List.of();
        assertTrue(rounds(3).getFirst().compareTo(Duration.ofMillis(100)) <= 0);
        addresses = List.of("10.0.0.1");
        rounds(2);
        assertEquals(List.of("no answer (unknown host), trying again", "active"), verdictsSaid());
    }

    @Test
    void aNameMeansAllItsAddressesAndIsLookedUpEachTime() {
        addresses = List.of("10.0.0.1", "10.0.0.2");
        announcer.round();
        addresses = List.of("10.0.0.3", "10.0.0.2");
        announcer.round();
        assertEquals(List.of("10.0.0.1 " + HERE, "10.0.0.2 " + HERE, "10.0.0.3 " + HERE, "10.0.0.2 " + HERE),
                admin.calls);
        assertEquals(Stream.of("10.0.0.2", "10.0.0.3").sorted().toList(),
                announcer.registered().stream().map(known -> known.port().address().getHostAddress()).sorted()
                        .toList());
        assertTrue(out.contains("primelb-server announced: " + HERE + " to http://lb:8081 (10.0.0.2): active"),
                out::toString);
    }

    @Test
    void oneAddressThatFailsDoesNotKeepTheOthersFromKnowing() {
        addresses = List.of("10.0.0.1", "10.0.0.2");
        admin.verdicts.put("10.0.0.1", new Verdict.Refused(401, "a token is wanted"));
        assertTrue(announcer.round().compareTo(HEARTBEAT) < 0);
        assertEquals(List.of("refused (401 a token is wanted), trying again", "active"), verdictsSaid());
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
            return new Announcer(new HttpOrigin("lb", 8081), this::resolve, url, admin, HEARTBEAT,
                    new Backoff(new Random(1)), out::add);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> found = new ArrayList<>();
        for (String address : addresses) {
            found.add(InetAddress.getByName(address));
        }
        return found;
    }

    /** Says active unless told otherwise. */
    private static final class FakeAdmin implements Admin {
        private final List<String> calls = new ArrayList<>();
        private final List<Boolean> heartbeats = new ArrayList<>();
        private final Map<String, Verdict> verdicts = new HashMap<>();

        @Override
        public Verdict up(Port port, String url, boolean heartbeat) {
            calls.add(port.address().getHostAddress() + " " + url);
            heartbeats.add(heartbeat);
            return verdicts.getOrDefault(port.address().getHostAddress(), new Verdict.Active());
        }

        @Override
        public Verdict down(Port port, String url, Duration limit) {
            throw new AssertionError("an announcer takes no leave");
        }
    }
}
