package primelb.core.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import primelb.core.backend.Backend;
import primelb.core.http.Framing;
import primelb.core.http.Methods;
import primelb.core.http.RequestHead;

/** What is known of the request in work; the bytes of its head are gone by the time its body is read. */
final class InWork {
    /** A request body up to this size is read whole before it is sent, so that it can be sent again. */
    private static final int REPLAY = 64 * 1024;

    private final ClientSession session;
    private final String method;
    private final Framing framing;
    private final long deadline;
    private final boolean keepAlive;
    private final boolean expectsContinue;
    private final boolean upgrade;
    private final int minorVersion;
    private final OptionalLong key;
    private final List<Backend> tried = new ArrayList<>(1);
    private boolean bodyTouched;
    private boolean failedOver;
    private Upload upload;

    InWork(ClientSession session, long deadline, HashKey hashKey) {
        RequestHead head = session.head();
        this.session = session;
        this.method = head.method();
        this.framing = head.framing();
        this.deadline = deadline;
        this.keepAlive = head.keepAlive();
        this.expectsContinue = head.expectsContinue() && framing != Framing.NONE;
        this.upgrade = head.asksForUpgrade();
        this.minorVersion = head.minorVersion();
        this.key = hashKey.of(head);
    }

    ClientSession session() {
        return session;
    }

    String method() {
        return method;
    }

    Framing framing() {
        return framing;
    }

    /** Returns when the head of an answer must be there, over all attempts. */
    long deadline() {
        return deadline;
    }

    /** Returns whether the client wants to keep its connection. */
    boolean keepAlive() {
        return keepAlive;
    }

    boolean expectsContinue() {
        return expectsContinue;
    }

    /** Returns whether the client asks to speak another protocol. */
    boolean upgrade() {
        return upgrade;
    }

    int minorVersion() {
        return minorVersion;
    }

    /** Returns the key by which it is sent to a certain backend, if it has one and the policy goes by that. */
    OptionalLong key() {
        return key;
    }

    /** Returns whether the request may be sent twice although it may have been processed. */
    boolean repeatable() {
        return Methods.repeatable(method);
    }

    /** Returns whether the body is small enough to be held whole. */
    boolean heldWhole() {
        return framing instanceof Framing.Length(long bytes) && bytes <= REPLAY;
    }

    /** Returns whether the request can still be sent from its first byte. */
    boolean replayable() {
        return heldWhole() || !bodyTouched;
    }

    /** Returns the backends tried so far. */
    List<Backend> tried() {
        return tried;
    }

    /** Returns true the first time that it is asked: the request may use the reserve for ejected backends once. */
    boolean failsOver() {
        boolean first = !failedOver;
        failedOver = true;
        return first;
    }

    /** Starts to stream the body; from here on the request cannot be sent again. */
    void streaming(Upload newUpload) {
        bodyTouched = true;
        upload = newUpload;
    }

    /** Returns the stream of the body, or null where there is none. */
    Upload upload() {
        return upload;
    }

    /** Returns whether nothing of the request is still to be read from the client. */
    boolean bodyRead() {
        return heldWhole() || upload != null && upload.complete();
    }

    /** Waits until nothing reads from the client any more; the connection to the backend is closed, or all was sent. */
    void endUpload() throws InterruptedException {
        if (upload != null) {
            upload.stop();
        }
    }
}
