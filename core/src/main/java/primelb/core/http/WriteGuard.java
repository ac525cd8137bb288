package primelb.core.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes a connection whose large write is not over in time: a blocking write has no timeout of its own. */
final class WriteGuard {
    private final CountDownLatch written = new CountDownLatch(1);

    WriteGuard(ClientConnection connection, long nanos) {
        Thread.ofVirtual().name("write-guard").start(() -> {
            try {
                if (!written.await(nanos, TimeUnit.NANOSECONDS)) {
                    connection.close();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The write is over. */
    void done() {
        written.countDown();
    }
}
