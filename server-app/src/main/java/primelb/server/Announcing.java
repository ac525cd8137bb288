package primelb.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import primelb.core.http.HttpOrigin;
import primelb.core.time.Sleeper;

/**
 * Runs a look-up for each URL and an announcer for each address, on a thread each, until the server leaves. None waits
 * for another: neither a balancer that is silent nor a name that takes long keeps the others from knowing.
 */
final class Announcing {

    private final Balancers balancers;
    private final Function<HttpOrigin, Lookup> lookups;
    private final Function<Admin.Port, Announcer> announcers;
    private final Admin admin;
    private final Sleeper sleeper;
    private final Map<HttpOrigin, Thread> looking = new HashMap<>();
    private final Map<InetSocketAddress, Beat> beating = new HashMap<>();
    private boolean leaving;

    /** One announcer at work. */
    private record Beat(Announcer announcer, Thread thread) {}

    private Announcing(Balancers balancers, Function<HttpOrigin, Lookup> lookups,
            Function<Admin.Port, Announcer> announcers, Admin admin, Sleeper sleeper) {
        this.balancers = balancers;
        this.lookups = lookups;
        this.announcers = announcers;
        this.admin = admin;
        this.sleeper = sleeper;
    }

    /**
     * Returns with every look-up at work.
     *
     * @param lookups makes the look-up of a URL
     * @param announcers makes the announcer of an address; what it hears must reach {@code balancers}
     */
    static Announcing start(Balancers balancers, Function<HttpOrigin, Lookup> lookups,
            Function<Admin.Port, Announcer> announcers, Admin admin, Sleeper sleeper) {
        Announcing announcing = new Announcing(balancers, lookups, announcers, admin, sleeper);
        announcing.adjust();
        return announcing;
    }

    /**
     * Ends the announcers and takes leave of every balancer that knows this server, all at once; returns when all have
     * answered or the time is over, however many they are.
     */
    void leave(Duration limit) throws InterruptedException {
        List<Announcer.Registration> known = end();
        CountDownLatch answers = new CountDownLatch(known.size());
        for (Announcer.Registration each : known) {
            Thread.ofVirtual().name("farewell").start(() -> {
                try {
                    admin.down(each.port(), each.url(), limit);
                } finally {
                    answers.countDown();
                }
            });
        }
        answers.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized List<Announcer.Registration> end() {
        leaving = true;
        looking.values().forEach(Thread::interrupt);
        beating.values().forEach(beat -> beat.thread().interrupt());
        return beating.values().stream().flatMap(beat -> beat.announcer().registered().stream()).toList();
    }

    /** Starts what is missing and ends what is not wanted any more. */
    private synchronized void adjust() {
        if (leaving) {
            return;
        }
        Set<HttpOrigin> names = new HashSet<>(balancers.names());
        looking.entrySet().removeIf(entry -> !names.contains(entry.getKey()) && interrupted(entry.getValue()));
        for (HttpOrigin name : names) {
            // A look-up may occupy its thread for many seconds: a virtual one would take a carrier with it.
            looking.computeIfAbsent(name, key -> Thread.ofPlatform().daemon().name("balancer-lookup")
                    .start(repeating(lookups.apply(key)::round)));
        }
        Map<InetSocketAddress, Admin.Port> ports = balancers.ports();
        beating.entrySet().removeIf(
                entry -> !ports.containsKey(entry.getKey()) && interrupted(entry.getValue().thread()));
        ports.forEach((socket, port) -> beating.computeIfAbsent(socket, key -> {
            Announcer announcer = announcers.apply(port);
            return new Beat(announcer, Thread.ofVirtual().name("announcer").start(repeating(announcer::round)));
        }));
    }

    private static boolean interrupted(Thread thread) {
        thread.interrupt();
        return true;
    }

    /** Every round may have changed who is to be told. */
    private Runnable repeating(Supplier<Duration> round) {
        return () -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Duration pause = round.get();
                    adjust();
                    sleeper.sleep(pause);
                }
            } catch (InterruptedException e) {
                // The server leaves, or the balancer is gone; the thread ends here, so nobody is left to be told.
            }
        };
    }
}
