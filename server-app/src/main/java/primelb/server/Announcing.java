package primelb.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import primelb.core.time.Sleeper;

/** Runs announcers, one virtual thread each, until the server leaves. */
final class Announcing {

    private final List<Announcer> announcers;
    private final Admin admin;
    private final List<Thread> threads;

    private Announcing(List<Announcer> announcers, Admin admin, List<Thread> threads) {
        this.announcers = announcers;
        this.admin = admin;
        this.threads = threads;
    }

    /** Returns with every announcer at work. */
    static Announcing start(List<Announcer> announcers, Admin admin, Sleeper sleeper) {
        List<Thread> threads = new ArrayList<>();
        for (Announcer announcer : announcers) {
            threads.add(Thread.ofVirtual().name("announcer").start(() -> announceUntilInterrupted(announcer, sleeper)));
        }
        return new Announcing(List.copyOf(announcers), admin, List.copyOf(threads));
    }

    /**
     * Ends the announcers and takes leave of every balancer that knows this server, all at once; returns when all have
     * answered or the time is over.
     */
    void leave(Duration limit) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        List<Thread> farewells = new ArrayList<>();
        for (Announcer announcer : announcers) {
            for (Announcer.Registration known : announcer.registered()) {
                farewells.add(Thread.ofVirtual().name("farewell")
                        .start(() -> admin.down(known.port(), known.url(), limit)));
            }
        }
        for (Thread farewell : farewells) {
            farewell.join(limit);
        }
    }

    private static void announceUntilInterrupted(Announcer announcer, Sleeper sleeper) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                sleeper.sleep(announcer.round());
            }
        } catch (InterruptedException e) {
            // The server leaves; the thread ends here, so nobody is left to be told.
        }
    }
}
