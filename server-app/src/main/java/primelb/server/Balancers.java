package primelb.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import primelb.core.http.HttpOrigin;

/**
 * To whom this server announces itself: the balancers it was configured with, and the peers that those name, and the
 * peers of these. A balancer is here only as long as it can be reached from the configured ones by what was said last:
 * two that name each other keep nobody, and whoever is not named any more is forgotten. The last word of a balancer
 * that fell silent holds, for it is the very case that peers are for.
 *
 * <p>At most {@value #MOST} addresses, the configured balancers' first. Knows no threads and asks nobody; safe for many
 * threads.
 */
final class Balancers {

    /** More balancers than one service has; each costs a virtual thread and a request a heartbeat. */
    static final int MOST = 64;

    private final List<HttpOrigin> configured;
    private final boolean followPeers;
    private final Consumer<String> out;
    private final SequencedMap<HttpOrigin, Place> places = new LinkedHashMap<>();
    private boolean saidTooMany;

    /** What is known of one URL. */
    private static final class Place {
        /** In the order in which the look-up gave them. */
        private List<InetAddress> addresses = List.of();
        /** The peers that each address named last. */
        private final Map<InetAddress, List<HttpOrigin>> words = new LinkedHashMap<>();
        private final Set<InetAddress> silent = new HashSet<>();
        private String saidOfPeers = "";
    }

    /**
     * Knows no address yet.
     *
     * @param followPeers whether balancers may name others
     * @param out takes the lines for people
     */
    Balancers(List<HttpOrigin> configured, boolean followPeers, Consumer<String> out) {
        this.configured = List.copyOf(configured);
        this.followPeers = followPeers;
        this.out = out;
        sweep();
    }

    /** Returns the URLs whose addresses must be looked up, the configured ones first. */
    synchronized List<HttpOrigin> names() {
        return List.copyOf(places.keySet());
    }

    /** Returns the admin ports to announce to, by where they are. An address behind two URLs is there once. */
    synchronized SequencedMap<InetSocketAddress, Admin.Port> ports() {
        SequencedMap<InetSocketAddress, Admin.Port> ports = new LinkedHashMap<>();
        int all = 0;
        for (Map.Entry<HttpOrigin, Place> place : places.entrySet()) {
            for (InetAddress address : place.getValue().addresses) {
                Admin.Port port = new Admin.Port(place.getKey(), address);
                if (!ports.containsKey(port.socket())) {
                    all++;
                    if (ports.size() < MOST) {
                        ports.put(port.socket(), port);
                    }
                }
            }
        }
        sayTooMany(all);
        return ports;
    }

    /** Takes note of the addresses behind a URL. */
    synchronized void found(HttpOrigin name, List<InetAddress> addresses) {
        Place place = places.get(name);
        if (place != null) {
            // The words of addresses that are gone hold until one that is there has spoken.
            place.addresses = List.copyOf(new LinkedHashSet<>(addresses));
            place.silent.retainAll(addresses);
        }
    }

    /**
     * Takes note that a name cannot be looked up now. Balancers that still answer stay, since they may not be what
     * fails; the address of one that does not may be somebody else's soon.
     */
    synchronized void notFound(HttpOrigin name) {
        Place place = places.get(name);
        if (place != null) {
            place.addresses = place.addresses.stream().filter(address -> !place.silent.contains(address)).toList();
        }
    }

    /** Takes note of what a balancer said, or that it said nothing. */
    synchronized void heard(Admin.Port port, Verdict verdict) {
        Place place = places.get(port.origin());
        if (place == null || !place.addresses.contains(port.address())) {
            return;
        }
        switch (verdict) {
            case Verdict.Active(List<String> peers) -> word(place, port, peers);
            case Verdict.Inactive(String reason, List<String> peers) -> word(place, port, peers);
            case Verdict.Refused refused -> place.silent.add(port.address());
            case Verdict.Unreachable unreachable -> place.silent.add(port.address());
        }
    }

    private void word(Place place, Admin.Port port, List<String> peers) {
        place.silent.remove(port.address());
        if (followPeers) {
            place.words.put(port.address(), origins(place, port, peers));
            place.words.keySet().retainAll(place.addresses);
            sweep();
        }
    }

    /** Returns the peers that can be announced to, having said which cannot. */
    private List<HttpOrigin> origins(Place place, Admin.Port port, List<String> peers) {
        SequencedSet<HttpOrigin> origins = new LinkedHashSet<>();
        List<String> trouble = new ArrayList<>();
        for (String peer : peers.subList(0, Math.min(MOST, peers.size()))) {
            try {
                origins.add(HttpUrls.origin(peer));
            } catch (IllegalArgumentException e) {
                trouble.add("'" + peer.replaceAll("[^!-~]", "?") + "' " + e.getMessage());
            }
        }
        if (peers.size() > MOST) {
            trouble.add((peers.size() - MOST) + " more than the " + MOST + " that are taken");
        }
        String text = String.join("; ", trouble);
        if (!text.isEmpty() && !text.equals(place.saidOfPeers)) {
            out.accept("warning: " + port.text() + " names peers that are left out: " + text);
        }
        place.saidOfPeers = text;
        return List.copyOf(origins);
    }

    /** Keeps what can be reached from the configured URLs, and makes room for what was not there yet. */
    private void sweep() {
        SequencedMap<HttpOrigin, Place> reached = new LinkedHashMap<>();
        Deque<HttpOrigin> open = new ArrayDeque<>(configured);
        while (!open.isEmpty() && reached.size() < MOST) {
            HttpOrigin name = open.poll();
            if (!reached.containsKey(name)) {
                Place place = places.getOrDefault(name, new Place());
                reached.put(name, place);
                place.words.values().forEach(open::addAll);
            }
        }
        reached.keySet().stream().filter(name -> !places.containsKey(name) && !configured.contains(name))
                .forEach(name -> out.accept("primelb-server was told of a peer: " + HttpUrls.text(name)));
        places.keySet().stream().filter(name -> !reached.containsKey(name))
                .forEach(name -> out.accept("primelb-server forgets a peer: " + HttpUrls.text(name)));
        places.clear();
        places.putAll(reached);
    }

    private void sayTooMany(int all) {
        if (all > MOST && !saidTooMany) {
            out.accept("warning: of " + all + " addresses of balancers the first " + MOST + " are announced to");
        }
        saidTooMany = all > MOST;
    }
}
