package primelb.client.simulate;

import java.util.Arrays;
import java.util.List;

/** The servers: each some workers and one queue, first come first served. For one thread. */
final class Machines {
    private final Scenario.Servers servers;
    private final Requests requests;
    private final int[] busy;
    private final int[] first;
    private final int[] last;
    private final int[] waiting;
    private final boolean[] down;
    /** The times in which each stands still, in turn from and until, or null. */
    private final long[][] frozen;

    Machines(Scenario.Servers servers, List<Fault> faults, Requests requests) {
        this.servers = servers;
        this.requests = requests;
        busy = new int[servers.count()];
        first = new int[servers.count()];
        last = new int[servers.count()];
        waiting = new int[servers.count()];
        down = new boolean[servers.count()];
        frozen = new long[servers.count()][];
        Arrays.fill(first, Requests.NONE);
        Arrays.fill(last, Requests.NONE);
        faults.stream().filter(fault -> fault.kind() == Fault.Kind.FREEZE)
                .sorted((one, other) -> Long.compare(one.from(), other.from())).forEach(fault -> {
                    for (int server = fault.first(); server <= fault.last(); server++) {
                        long[] former = frozen[server] == null ? new long[0] : frozen[server];
                        frozen[server] = Arrays.copyOf(former, former.length + 2);
                        frozen[server][former.length] = fault.from();
                        frozen[server][former.length + 1] = fault.until();
                    }
                });
    }

    boolean down(int server) {
        return down[server];
    }

    /** Returns until when the server stands still, or the given time if it does not. */
    long standsUntil(int server, long now) {
        long[] times = frozen[server];
        for (int at = 0; times != null && at < times.length; at += 2) {
            if (times[at] <= now && now < times[at + 1]) {
                return times[at + 1];
            }
        }
        return now;
    }

    /** Returns how many requests are with the server. */
    int present(int server) {
        return busy[server] + waiting[server];
    }

    boolean hasFreeWorker(int server) {
        return busy[server] < servers.workers();
    }

    boolean hasRoom(int server) {
        return waiting[server] < servers.queue();
    }

    /** Lets a free worker begin with a request and returns when it will be done. */
    long serve(int request, long now) {
        int server = requests.server[request];
        busy[server]++;
        requests.stage[request] = Requests.Stage.SERVED;
        long left = Math.round(requests.work[request] / servers.speed(server));
        long from = now;
        long[] times = frozen[server];
        for (int at = 0; times != null && at < times.length; at += 2) {
            if (times[at + 1] > from && times[at] < from + left) {
                left -= Math.max(0, times[at] - from);
                from = times[at + 1];
            }
        }
        return from + left;
    }

    void enqueue(int request) {
        int server = requests.server[request];
        requests.stage[request] = Requests.Stage.QUEUED;
        requests.next[request] = Requests.NONE;
        if (first[server] == Requests.NONE) {
            first[server] = request;
        } else {
            requests.next[last[server]] = request;
        }
        last[server] = request;
        waiting[server]++;
    }

    /** Frees the worker of a request that is done. */
    void free(int server) {
        busy[server]--;
    }

    /** Takes the next request out of the queue of a server, or returns {@link Requests#NONE}. */
    int dequeue(int server) {
        int request = first[server];
        if (request != Requests.NONE) {
            first[server] = requests.next[request];
            last[server] = first[server] == Requests.NONE ? Requests.NONE : last[server];
            waiting[server]--;
        }
        return request;
    }

    /** Takes a certain request out of the queue of its server: the balancer has left. */
    void withdraw(int request) {
        int server = requests.server[request];
        int before = Requests.NONE;
        for (int each = first[server]; each != request; each = requests.next[each]) {
            before = each;
        }
        if (before == Requests.NONE) {
            first[server] = requests.next[request];
        } else {
            requests.next[before] = requests.next[request];
        }
        if (last[server] == request) {
            last[server] = before;
        }
        waiting[server]--;
    }

    /** The process of a server has gone, with all that it had. */
    void fall(int server) {
        down[server] = true;
        busy[server] = 0;
        waiting[server] = 0;
        first[server] = Requests.NONE;
        last[server] = Requests.NONE;
    }

    void rise(int server) {
        down[server] = false;
    }
}
