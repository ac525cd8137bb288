package primelb.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendUrl;
import primelb.core.time.Moment;

/** The members. Safe for any thread: writers take turns, readers see the last complete list. */
public final class Registry {
    private final int limit;
    private volatile List<Backend> members = List.of();

    /**
     * Makes an empty registry.
     *
     * @param limit how many members it may have, 1 or more
     */
    public Registry(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit of a registry must be at least 1, got " + limit);
        }
        this.limit = limit;
    }

    /**
     * Returns all members, in the order of their registration; unmodifiable, and never changes afterwards. The same object
     * as long as the members and what they have announced are the same.
     */
    public List<Backend> members() {
        return members;
    }

    /** Returns the member with this URL. */
    public Optional<Backend> find(BackendUrl url) {
        return members.stream().filter(member -> member.url().equals(url)).findFirst();
    }

    /**
     * Makes the server a member, or takes its announcement where it is one already. A member of the same id and another
     * URL leaves: a restarted container may have a new address.
     *
     * @throws RegistryFullException if it is new and there is no room; nothing has changed then
     */
    public synchronized Registration register(Announcement announcement, Moment now)
            throws RegistryFullException {
        Optional<Backend> known = find(announcement.url());
        Optional<Backend> former = members.stream()
                .filter(member -> member.id().equals(announcement.id()) && !member.url().equals(announcement.url()))
                .findFirst();
        if (known.isEmpty() && former.isEmpty() && members.size() >= limit) {
            throw new RegistryFullException(limit);
        }
        boolean same = known.filter(member -> member.announcement().equals(announcement)).isPresent();
        known.ifPresent(member -> member.announce(announcement, now));
        if (same && former.isEmpty()) {
            return new Registration(known.get(), false, false, former);
        }
        Backend backend = known.orElseGet(() -> new Backend(announcement, now));
        List<Backend> changed = new ArrayList<>(members);
        former.ifPresent(changed::remove);
        if (known.isEmpty()) {
            changed.add(backend);
        }
        members = List.copyOf(changed);
        return new Registration(backend, known.isEmpty(), !same || former.isPresent(), former);
    }

    /** Removes the members that match and returns them. */
    public synchronized List<Backend> removeIf(Predicate<Backend> matches) {
        List<Backend> removed = members.stream().filter(matches).toList();
        if (!removed.isEmpty()) {
            members = members.stream().filter(member -> !removed.contains(member)).toList();
        }
        return removed;
    }
}
