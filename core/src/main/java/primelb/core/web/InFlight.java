package primelb.core.web;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts requests that have begun and not ended, and waits until there is none. Safe for many threads. */
final class InFlight {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int count;

    void begin() {
        add(1);
    }

    void end() {
        add(-1);
    }

    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns true as soon as none is in flight, false when the time is over. */
    boolean awaitNone(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (count > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(int change) {
        lock.lock();
        try {
            count += change;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
