package primelb.core.proxy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import primelb.core.http.ByteSource;

/**
 * Passes bytes both ways after an upgrade, until both sides have said their last word or one has been silent for too
 * long. The calling thread carries what the server says, a thread of its own what the client says.
 */
final class Tunnel {
    private static final int BUFFER = 16 * 1024;

    private final Wire client;
    private final Wire server;
    private final ClientSession session;

    Tunnel(ClientSession session, Wire server) {
        this.session = session;
        this.client = session.wire();
        this.server = server;
    }

    /** Runs until the tunnel has ended; both connections are of no further use then. */
    void run(Executor threads) throws IOException, InterruptedException {
        client.share();
        server.share();
        CountDownLatch clientDone = new CountDownLatch(1);
        threads.execute(() -> {
            try {
                carry(client, server);
            } finally {
                clientDone.countDown();
            }
        });
        carry(server, client);
        clientDone.await();
    }

    private void carry(Wire from, Wire to) {
        ByteSource source = from.source();
        try {
            while (true) {
                if (source.available() > 0) {
                    to.write(source.buffer(), source.position(), source.available());
                    source.consume(source.available());
                }
                from.readBy(session.nanos() + session.settings().timeouts().tunnelIdle().toNanos());
                if (source.fill(BUFFER) < 0) {
                    break;
                }
            }
            if (from.readExpired()) {
                endBoth();
            } else {
                to.endWriting();
            }
        } catch (IOException e) {
            // One side is gone: there is nobody to carry for, and the other side learns it by the end of its own.
            endBoth();
        }
    }

    private void endBoth() {
        client.close();
        server.close();
    }
}
