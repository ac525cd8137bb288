package primelb.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells one admin port that this server is there, again and again, so that a balancer which was restarted learns of it
 * too. It has its own pauses and its own last verdict: what one balancer does is nothing to the others. What changes is
 * said once, not each time.
 *
 * <p>{@link #round} is for one thread; {@link #registered} may be asked by any.
 */
final class Announcer {

    /**
     * One successful announcement.
     *
     * @param port to whom
     * @param url under which URL
     */
    record Registration(Admin.Port port, String url) {}

    private final Admin.Port port;
    private final AdvertisedUrl url;
    private final Admin admin;
    private final Duration heartbeat;
    private final Backoff backoff;
    private final Consumer<Verdict> heard;
    private final Consumer<String> out;
    private volatile Registration registered;
    private String said = "";
    private boolean warned;

    /**
     * Announces nothing yet.
     *
     * @param heard is told of every verdict, before the round is over
     * @param out takes the lines for people
     */
    Announcer(Admin.Port port, AdvertisedUrl url, Admin admin, Duration heartbeat, Backoff backoff,
            Consumer<Verdict> heard, Consumer<String> out) {
        this.port = port;
        this.url = url;
        this.admin = admin;
        this.heartbeat = heartbeat;
        this.backoff = backoff;
        this.heard = heard;
        this.out = out;
    }

    /** Announces once, and returns how long to wait before the next time. */
    Duration round() {
        Verdict verdict = announce();
        heard.accept(verdict);
        if (verdict.registered()) {
            backoff.reset();
            return heartbeat;
        }
        return backoff.afterFailure();
    }

    /** Returns how this server is known there, once it was taken; a balancer that fell silent may still know it. */
    Optional<Registration> registered() {
        return Optional.ofNullable(registered);
    }

    private Verdict announce() {
        InetSocketAddress target = port.socket();
        String mine;
        try {
            mine = url.towards(target);
            warnIfUnreachable(mine, target);
        } catch (IOException e) {
            Verdict none = new Verdict.Unreachable("no route: " + e.getMessage());
            say("primelb-server not announced to " + port.text() + ": " + none.text());
            return none;
        }
        Registration registration = new Registration(port, mine);
        Verdict verdict = admin.up(port, mine, registration.equals(registered));
        if (verdict.registered()) {
            registered = registration;
        }
        say("primelb-server announced: " + mine + " to " + port.text() + ": " + verdict.text());
        return verdict;
    }

    private void warnIfUnreachable(String mine, InetSocketAddress target) throws IOException {
        if (!warned && url.unreachableFrom(target)) {
            warned = true;
            out.accept("warning: " + mine + " cannot be reached from " + port.text()
                    + ", which is another machine (try: SERVER_HOST=0.0.0.0)");
        }
    }

    private void say(String line) {
        // An interrupt means that the server leaves, and makes the last try fail.
        if (!Thread.currentThread().isInterrupted() && !line.equals(said)) {
            said = line;
            out.accept(line);
        }
    }
}
