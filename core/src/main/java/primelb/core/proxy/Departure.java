package primelb.core.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import primelb.core.backend.Backend;

/**
 * Notices that a client leaves while its request is in work and nobody reads from it; and ends the waiting for a
 * backend that has gone silent.
 *
 * <p>A client that has left and one that has only said its last word look the same: both ended their stream. An interim
 * answer, which HTTP/1.1 lets us send at any time, tells them apart: the system of one that has left refuses it, and
 * the next write fails. The keeper's thread looks; the thread of the request arms the watch before it waits for the
 * backend and must disarm it before it reads from or writes to the client.
 */
final class Departure {
    private static final int OFF = 0;
    private static final int ARMED = 1;
    private static final int LOOKING = 2;
    /** Requests that are answered sooner are never looked at. */
    private static final long FIRST_LOOK = 200_000_000L;
    private static final long BETWEEN_LOOKS = 200_000_000L;
    /** Interim answers that one request may get: they stop when a client that still listens has shown patience. */
    private static final int MOST_QUESTIONS = 4;
    private static final byte[] QUESTION = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final EagerChannel channel;
    private final ChannelInput input;
    private final AtomicInteger state = new AtomicInteger(OFF);
    // Written before the state is, and read after it: the state publishes them.
    private long nextLook;
    private boolean mayAsk;
    private Runnable whenGone;
    private Backend awaited;
    private boolean abandoned;
    private volatile boolean gone;
    private int questions;

    Departure(EagerChannel channel, ChannelInput input) {
        this.channel = channel;
        this.input = input;
    }

    /**
     * Begins to watch.
     *
     * @param nowNanos the time
     * @param askable whether the client may be sent an interim answer: it speaks HTTP/1.1, unencrypted, and nothing of
     *     the answer was sent yet
     * @param action what to do, once, when the client has left or the waiting is ended; called from another thread
     * @param waitedFor the backend of which the answer is awaited and need not be, since the request can go to another
     *     one; or null
     */
    void arm(long nowNanos, boolean askable, Runnable action, Backend waitedFor) {
        nextLook = nowNanos + FIRST_LOOK;
        mayAsk = askable;
        whenGone = action;
        awaited = waitedFor;
        questions = 0;
        state.set(ARMED);
    }

    /**
     * Ends the watch; after this nobody else touches the connection.
     *
     * @return whether the waiting was ended because the backend is silent
     */
    boolean disarm() {
        while (!state.compareAndSet(ARMED, OFF)) {
            if (state.get() == OFF) {
                break;
            }
            // The keeper is just looking, without waiting for anything: a matter of microseconds.
            Thread.onSpinWait();
        }
        whenGone = null;
        awaited = null;
        boolean ended = abandoned;
        abandoned = false;
        return ended;
    }

    /** Does at once what is to be done when the client has left, if the watch is on; from any thread. */
    void end() {
        if (!hold()) {
            return;
        }
        gone = true;
        Runnable action = whenGone;
        state.set(OFF);
        action.run();
    }

    /** Returns whether the request waits for this backend and can go to another one; from any thread. */
    boolean awaits(Backend silent) {
        if (!hold()) {
            return false;
        }
        boolean waiting = awaited == silent;
        state.set(ARMED);
        return waiting;
    }

    /** Ends the waiting for this backend, if the request still waits for it; from any thread. */
    void abandon(Backend silent) {
        if (!hold()) {
            return;
        }
        boolean ending = awaited == silent;
        abandoned = ending;
        Runnable action = whenGone;
        state.set(ending ? OFF : ARMED);
        if (ending) {
            action.run();
        }
    }

    /** Keeps all other threads from touching the watch, and returns true, if it is on. */
    private boolean hold() {
        while (!state.compareAndSet(ARMED, LOOKING)) {
            if (state.get() == OFF) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    /** Returns whether the client has left. */
    boolean gone() {
        return gone;
    }

    /** Looks, if it is time to; from the keeper's thread only. */
    void look(long nowNanos) {
        if (state.get() != ARMED || nowNanos - nextLook < 0 || !state.compareAndSet(ARMED, LOOKING)) {
            return;
        }
        if (nowNanos - nextLook < 0) {
            // Disarmed and armed for the next request in between.
            state.set(ARMED);
            return;
        }
        Runnable action = null;
        try {
            nextLook = nowNanos + BETWEEN_LOOKS;
            if (hasLeft()) {
                gone = true;
                action = whenGone;
            }
        } finally {
            state.set(gone ? OFF : ARMED);
        }
        if (action != null) {
            action.run();
        }
    }

    private boolean hasLeft() {
        try {
            if (input.peek() >= 0) {
                return false;
            }
            if (!mayAsk || questions == MOST_QUESTIONS) {
                return false;
            }
            questions++;
            channel.writeNow(ByteBuffer.wrap(QUESTION));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
