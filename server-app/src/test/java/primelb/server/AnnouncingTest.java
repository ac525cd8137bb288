package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import primelb.core.http.HttpOrigin;
import primelb.core.testing.Await;
import primelb.core.time.SystemTime;

/** All addresses at once, with names and balancers that the test makes up. */
@Timeout(30)
class AnnouncingTest {

    private static final Duration HEARTBEAT = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> peers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private Announcing announcing;

    @AfterEach
    void end() throws InterruptedException {
        released.countDown();
        announcing.leave(Duration.ofSeconds(1));
    }

    @Test
    void aBalancerThatIsSilentAndANameThatTakesLongDelayNobody() throws InterruptedException {
        names.put("lb", List.of("10.0.0.1", "10.0.0.2"));
        hanging.addAll(List.of("10.0.0.1", "slow"));
        start("slow", "lb");
        Await.until("heartbeats of the other", PATIENCE, () -> count("up 10.0.0.2") >= 3);
        assertEquals(1, count("up 10.0.0.1"));
    }

    @Test
    void aBalancerThatComesIsFoundByTheNextHeartbeatAndOneThatWentIsLeftAlone() throws InterruptedException {
        names.put("lb", List.of("10.0.0.1"));
        start("lb");
        Await.until("the first", PATIENCE, () -> count("up 10.0.0.1") >= 1);
        names.put("lb", List.of("10.0.0.2"));
        Await.until("the second", PATIENCE, () -> count("up 10.0.0.2") >= 3);
        long before = count("up 10.0.0.1");
        Await.until("more", PATIENCE, () -> count("up 10.0.0.2") >= 8);
        assertTrue(count("up 10.0.0.1") <= before + 1, calls::toString);
        announcing.leave(Duration.ofSeconds(1));
        assertEquals(List.of("down 10.0.0.2"), calls.stream().filter(call -> call.startsWith("down")).toList());
    }

    @Test
    void peersAreAnnouncedToWhileTheyAreNamed() throws InterruptedException {
        names.putAll(Map.of("lb", List.of("10.0.0.1"), "lb2", List.of("10.0.0.2", "10.0.0.3")));
        peers.put("10.0.0.1", List.of("http://lb2:8081"));
        start("lb");
        Await.until("both addresses of the peer", PATIENCE, () -> count("up 10.0.0.2") > 0 && count("up 10.0.0.3") > 0);
        peers.clear();
        long named = count("up 10.0.0.1");
        Await.until("it to be named no more", PATIENCE, () -> count("up 10.0.0.1") >= named + 2);
        long before = count("up 10.0.0.2");
        Await.until("more", PATIENCE, () -> count("up 10.0.0.1") >= named + 8);
        assertTrue(count("up 10.0.0.2") <= before + 1, calls::toString);
    }

    @Test
    void leaveIsTakenOfAllAtOnceAndASilentBalancerDelaysItNoLongerThanTheLimit() throws InterruptedException {
        names.put("lb", List.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"));
        start("lb");
        Await.until("all", PATIENCE, () -> names.get("lb").stream().allMatch(address -> count("up " + address) > 0));
        hanging.addAll(List.of("down 10.0.0.1", "down 10.0.0.2", "down 10.0.0.3"));
        long begun = SystemTime.ticker().nanos();
        announcing.leave(Duration.ofMillis(300));
        Duration took = Duration.ofNanos(SystemTime.ticker().nanos() - begun);
        assertTrue(took.toMillis() >= 300 && took.toMillis() < 850, took::toString);
        for (String address : names.get("lb")) {
            assertEquals(1, count("down " + address), calls::toString);
        }
    }

    private void start(String... configured) {
        List<HttpOrigin> origins = List.of(configured).stream().map(name -> new HttpOrigin(name, 8081)).toList();
        Balancers balancers = new Balancers(origins, true, line -> { });
        Admin admin = new FakeAdmin();
        AdvertisedUrl url = new AdvertisedUrl(Optional.of("http://server1:8000"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 8000), remote -> remote.getAddress());
        announcing = Announcing.start(balancers,
                name -> new Lookup(name, this::resolve, balancers, HEARTBEAT, backoff(), line -> { }),
                port -> new Announcer(port, url, admin, HEARTBEAT, backoff(),
                        verdict -> balancers.heard(port, verdict), line -> { }),
                admin, SystemTime.sleeper());
    }

    private static Backoff backoff() {
        return new Backoff(new SplittableRandom(1));
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        hangIf(host);
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : names.getOrDefault(host, List.of())) {
            addresses.add(InetAddress.getByName(address));
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    private long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    private void hangIf(String what) {
        if (hanging.contains(what)) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class FakeAdmin implements Admin {
        @Override
        public Verdict up(Port port, String url, boolean heartbeat) {
            String address = port.address().getHostAddress();
            calls.add("up " + address);
            hangIf(address);
            return new Verdict.Active(peers.getOrDefault(address, List.of()));
        }

        @Override
        public Verdict down(Port port, String url, Duration limit) {
            String call = "down " + port.address().getHostAddress();
            calls.add(call);
            hangIf(call);
            return new Verdict.Active();
        }
    }
}
