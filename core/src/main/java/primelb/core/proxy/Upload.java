package primelb.core.proxy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import primelb.core.forward.ForwardFailure;
import primelb.core.http.Framing;
import primelb.core.http.MalformedHttpException;
import primelb.core.http.TruncatedException;

/**
 * Sends a request body to a backend while its answer is awaited: in a thread of its own, so that an answer that comes
 * before the body's end is delivered, and a client that sends slowly holds up nobody.
 */
final class Upload implements Runnable {
    /** How long an answer waits for the write of the last bytes of its request; mostly it has just been done. */
    private static final long LAST_WRITE_MILLIS = 100;

    private final ClientSession session;
    private final UpstreamConnection upstream;
    private final Framing framing;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile AttemptFailedException failure;
    private volatile boolean lastWrite;
    private volatile boolean complete;

    Upload(ClientSession session, UpstreamConnection upstream, Framing framing) {
        this.session = session;
        this.upstream = upstream;
        this.framing = framing;
    }

    @Override
    public void run() {
        try {
            send();
            complete = true;
        } catch (MalformedHttpException e) {
            fail(new AttemptFailedException(ForwardFailure.CLIENT_FAULT, e.status(), e.getMessage()));
        } catch (TruncatedException e) {
            fail(session.wire().readExpired()
                    ? new AttemptFailedException(ForwardFailure.CLIENT_FAULT, 408, "the body came too slowly")
                    : new AttemptFailedException(ForwardFailure.CLIENT_GONE, "the body was cut short"));
        } catch (IOException e) {
            // Either side; which one, the thread that awaits the answer sees by itself.
            session.wire().readWithoutDeadline();
        } finally {
            over.countDown();
        }
    }

    private void send() throws IOException {
        session.startBody(framing);
        boolean chunked = framing instanceof Framing.Chunked;
        long left = framing instanceof Framing.Length(long length) ? length : Long.MAX_VALUE;
        ByteSink out = new ByteSink();
        for (int n = session.nextOfBody(); n >= 0; n = session.nextOfBody()) {
            out.clear();
            if (chunked) {
                out.putHex(n).put("\r\n");
            }
            out.put(session.wire().source().buffer(), session.bodyOffset(), n);
            if (chunked) {
                out.put("\r\n");
            }
            left -= n;
            lastWrite = left == 0;
            write(out);
        }
        if (chunked) {
            out.clear();
            lastWrite = true;
            write(out.put("0\r\n\r\n"));
        }
    }

    private void write(ByteSink out) throws IOException {
        upstream.wire().write(out.bytes(), 0, out.size());
    }

    private void fail(AttemptFailedException why) {
        failure = why;
        // Wakes the thread that awaits the answer: there will be none to half a request.
        upstream.wire().close();
    }

    /** Returns why the client's side failed, or null. */
    AttemptFailedException failure() {
        return failure;
    }

    /** Returns whether the whole body was sent. */
    boolean complete() {
        return complete;
    }

    /**
     * Lets the sending thread return from its last write, if it is there: an answer may be faster than that, and must not be
     * taken for one that came before the body's end.
     */
    void settle() throws InterruptedException {
        if (lastWrite && !complete) {
            over.await(LAST_WRITE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the stream if it still runs, and waits until nothing reads from the client any more. */
    void stop() throws InterruptedException {
        if (!complete) {
            upstream.wire().close();
            session.wire().endReading();
        }
        over.await();
    }
}
