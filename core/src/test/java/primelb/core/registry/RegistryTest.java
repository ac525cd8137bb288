package primelb.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendUrl;
import primelb.core.testing.FakeTime;

class RegistryTest {
    private final FakeTime time = new FakeTime();
    private final Registry registry = new Registry(3);

    private Registration register(String url, String id) throws RegistryFullException {
        return registry.register(new Announcement(BackendUrl.parse(url), id, 2, 1), time.moment());
    }

    private List<String> ids() {
        return registry.members().stream().map(Backend::id).toList();
    }

    @Test
    void keepsMembersInTheOrderOfTheirRegistration() throws Exception {
        register("http://c", "c");
        register("http://a", "a");
        register("http://b", "b");
        register("http://c", "c");

        assertEquals(List.of("c", "a", "b"), ids());
    }

    @Test
    void theSameServerTwiceIsOneMember() throws Exception {
        Registration first = register("http://h:80", "one");
        Registration again = register("http://H/", "one");

        assertTrue(first.isNew());
        assertFalse(again.isNew());
        assertSame(first.backend(), again.backend());
        assertEquals(List.of("one"), ids());
    }

    @Test
    void aMemberTakesItsNewAnnouncement() throws Exception {
        Backend backend = register("http://h", "one").backend();

        register("http://h", "renamed");

        assertEquals("renamed", backend.id());
        assertEquals(List.of("renamed"), ids());
    }

    @Test
    void theSameIdAtAnotherUrlReplacesTheFormer() throws Exception {
        Backend former = register("http://old", "one").backend();
        register("http://other", "two");

        Registration replacing = register("http://new", "one");

        assertTrue(replacing.isNew());
        assertEquals(Optional.of(former), replacing.replaced());
        assertEquals(List.of("two", "one"), ids());
        assertEquals(Optional.empty(), registry.find(BackendUrl.parse("http://old")));
    }

    @Test
    void aMemberThatTakesTheIdOfAnotherReplacesIt() throws Exception {
        Backend one = register("http://one", "one").backend();
        Backend two = register("http://two", "two").backend();

        Registration taking = register("http://two", "one");

        assertFalse(taking.isNew());
        assertSame(two, taking.backend());
        assertEquals(Optional.of(one), taking.replaced());
        assertEquals(List.of("one"), ids());
    }

    @Test
    void aFullRegistryTakesNobodyNew() throws Exception {
        register("http://a", "a");
        register("http://b", "b");
        register("http://c", "c");

        RegistryFullException full = assertThrows(RegistryFullException.class, () -> register("http://d", "d"));

        assertTrue(full.getMessage().contains("3 servers"), full.getMessage());
        assertEquals(List.of("a", "b", "c"), ids());
        register("http://b", "b2");
        register("http://e", "c");
        assertEquals(List.of("a", "b2", "c"), ids());
    }

    @Test
    void aSnapshotNeverChanges() throws Exception {
        register("http://a", "a");
        List<Backend> snapshot = registry.members();

        register("http://b", "b");
        registry.removeIf(backend -> backend.id().equals("a"));

        assertEquals(1, snapshot.size());
        assertThrows(UnsupportedOperationException.class, snapshot::clear);
        assertEquals(List.of("b"), ids());
        assertThrows(UnsupportedOperationException.class, registry.members()::clear);
    }

    @Test
    void removesWhatMatchesAndReturnsIt() throws Exception {
        Backend a = register("http://a", "a").backend();
        register("http://b", "b");

        assertEquals(List.of(a), registry.removeIf(backend -> backend.id().equals("a")));
        assertEquals(List.of(), registry.removeIf(backend -> backend.id().equals("a")));
        assertEquals(List.of("b"), ids());
    }

    @Test
    @Timeout(20)
    void manyAtOnceBecomeOneMemberEach() throws Exception {
        Registry large = new Registry(100);
        List<Future<Registration>> registrations = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int k = 0; k < 800; k++) {
                Announcement announcement = Announcement.of(new BackendUrl("h" + k % 100, 8000));
                registrations.add(threads.submit(
                        () -> large.register(announcement, time.moment())));
            }
        }
        Set<Backend> distinct = new HashSet<>();
        int added = 0;
        for (Future<Registration> registration : registrations) {
            distinct.add(registration.resultNow().backend());
            added += registration.resultNow().isNew() ? 1 : 0;
        }
        assertEquals(100, large.members().size());
        assertEquals(new HashSet<>(large.members()), distinct);
        assertEquals(100, added);
    }

    @Test
    void hasRoomForAtLeastOne() {
        assertThrows(IllegalArgumentException.class, () -> new Registry(0));
    }
}
