package primelb.client.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class EventQueueTest {
    private record Event(long time, long number, int kind, int subject) {
    }

    @Test
    void givesWhatAPriorityQueueGivesAndWhatIsAtOneTimeInItsOrder() {
        SplittableRandom random = new SplittableRandom(5);
        EventQueue queue = new EventQueue();
        PriorityQueue<Event> model = new PriorityQueue<>(Comparator.comparingLong(Event::time)
                .thenComparingLong(Event::number));
        for (int step = 0; step < 200_000; step++) {
            if (random.nextInt(100) < 55 - step / 10_000) {
                long time = random.nextLong(-50, 1 + step / 100);
                int kind = random.nextInt(16);
                int subject = random.nextInt(EventQueue.SUBJECTS);
                model.add(new Event(time, queue.add(time, kind, subject), kind, subject));
            } else if (model.isEmpty()) {
                assertFalse(queue.next());
            } else {
                assertEquals(model.element().time(), queue.nextTime());
                assertTrue(queue.next());
                assertEquals(model.remove(), new Event(queue.time(), queue.number(), queue.kind(), queue.subject()));
            }
            assertEquals(model.size(), queue.size());
        }
    }
}
