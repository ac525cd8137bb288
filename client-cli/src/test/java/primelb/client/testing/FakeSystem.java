package primelb.client.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A balancer with two servers, all of it pretended: server2 is up while a file exists, which shell commands make
 * and remove, and the balancer tells of a change only after it was asked some times.
 */
public final class FakeSystem implements AutoCloseable {
    private static final int LAG = 4;

    private final Path up;
    private final FixtureServer traffic;
    private final FixtureServer admin;
    private final FixtureServer server1;
    private final FixtureServer server2;
    private final AtomicInteger counted1 = new AtomicInteger();
    private final AtomicInteger counted2 = new AtomicInteger();
    private final List<Boolean> toldActiveAtRequest = new ArrayList<>();
    private boolean toldActive = true;
    private int askedSinceChange;
    private boolean cheats;
    private Runnable atRequest = () -> { };

    /** Runs with server2 up. */
    public FakeSystem(Path folder) {
        up = folder.resolve("server2-is-up");
        try {
            Files.createFile(up);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        traffic = FixtureServer.start((number, _) -> serve(number));
        server1 = FixtureServer.start((_, _) -> stats("server1", counted1.get()));
        server2 = FixtureServer.start((_, _) -> stats("server2", counted2.get()));
        admin = FixtureServer.start((_, target) -> target.equals("/stats")
                ? json(
                "{\"policy\":\"round-robin\",\"requests\":" + traffic.requests() + "}") : json(servers()));
    }

    /** Returns the arguments of phases for this system, and more. */
    public String[] phases(String... more) {
        List<String> args = new ArrayList<>(List.of("phases", "--admin", admin.url("").toString(), "--stop-cmd",
                "rm " + up, "--start-cmd", "touch " + up));
        args.addAll(List.of(more));
        args.add(traffic.url("/prime/524287").toString());
        return args.toArray(String[]::new);
    }

    /** Returns the arguments of phases for this system with server2 as a container of this name, and more. */
    public String[] phasesOf(String container, String... more) {
        List<String> args = new ArrayList<>(List.of("phases", "--admin", admin.url("").toString(), "--container",
                container));
        args.addAll(List.of(more));
        args.add(traffic.url("/prime/524287").toString());
        return args.toArray(String[]::new);
    }

    /** Returns whether server2 runs. */
    public boolean isUp() {
        return Files.exists(up);
    }

    /** From now on the balancer answers every fifth request by itself, in the name of server1, which never sees it. */
    public synchronized void answerBehindTheServersBack() {
        cheats = true;
    }

    /** Ends server2, and the balancer knows at once. */
    public synchronized void end() {
        try {
            Files.delete(up);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        toldActive = false;
        askedSinceChange = 0;
    }

    /** Returns for each request that came, in order, what the balancer had said of server2 last. */
    public synchronized List<Boolean> toldActiveAtRequest() {
        return List.copyOf(toldActiveAtRequest);
    }

    /** Returns how many connections were made for traffic. */
    public int trafficConnections() {
        return traffic.connections();
    }

    /** Does something whenever a request comes, the argument being how many have come. */
    public synchronized void atRequest(int number, Runnable action) {
        atRequest = () -> {
            if (toldActiveAtRequest.size() == number) {
                action.run();
            }
        };
    }

    @Override
    public void close() {
        traffic.close();
        admin.close();
        server1.close();
        server2.close();
    }

    private synchronized Reply serve(int number) {
        toldActiveAtRequest.add(toldActive);
        atRequest.run();
        boolean second = number % 2 == 0 && isUp();
        if (!cheats || number % 5 != 0) {
            (second ? counted2 : counted1).incrementAndGet();
        }
        return Reply.prime("524287", true, second ? "server2" : "server1");
    }

    private synchronized String servers() {
        if (toldActive != isUp() && ++askedSinceChange > LAG) {
            toldActive = isUp();
            askedSinceChange = 0;
        }
        return "{\"servers\":[" + server("server1", server1, true) + "," + server("server2", server2, toldActive)
                + "]}";
    }

    private static String server(String id, FixtureServer server, boolean active) {
        return """
                {"url":"%s","id":"%s","active":%s,"state":"%s","reason":%s,"lastRequest":"2026-11-22T07:03:31.5Z",
                "inFlight":0,"requests":12,"failures":0}""".formatted(server.url(""), id, active,
                active ? "active" : "inactive", active ? "null" : "\"connection refused\"");
    }

    private static Reply stats(String id, int computations) {
        return json("{\"server\":\"" + id + "\",\"computations\":" + computations + ",\"rejected\":0,\"abandoned\":0}");
    }

    private static Reply json(String body) {
        return new Reply.Answer(200, body, "");
    }
}
