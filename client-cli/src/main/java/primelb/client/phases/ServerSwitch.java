package primelb.client.phases;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import primelb.client.control.Balancer;
import primelb.client.control.CommandRunner;
import primelb.client.control.ControlException;
import primelb.client.control.FaultCommands;
import primelb.client.control.ServerView;
import primelb.core.config.Durations;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/** Stops and starts the server, and watches the balancer from the moment the command is issued. Used by one thread. */
final class ServerSwitch {
    /** Fine enough to tell 100 ms from 200 ms, coarse enough to be no load. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private final FaultCommands commands;
    private final CommandRunner runner;
    private final Balancer balancer;
    private final String server;
    private final Duration noticeTimeout;
    private final Ticker ticker;
    private final Sleeper sleeper;
    private boolean mayBeDown;

    ServerSwitch(FaultCommands commands, CommandRunner runner, Balancer balancer, String server,
            Duration noticeTimeout, Ticker ticker, Sleeper sleeper) {
        this.commands = commands;
        this.runner = runner;
        this.balancer = balancer;
        this.server = server;
        this.noticeTimeout = noticeTimeout;
        this.ticker = ticker;
        this.sleeper = sleeper;
    }

    /** Returns when the balancer says that the server is inactive and the command has ended. */
    Transition stop() throws ControlException, InterruptedException {
        return change(Transition.Kind.STOP, commands.stop());
    }

    /** Returns when the balancer says that the server is active and the command has ended. */
    Transition start() throws ControlException, InterruptedException {
        return change(Transition.Kind.START, commands.start());
    }

    /** Returns whether a stop was issued and no start has succeeded since. */
    boolean mayBeDown() {
        return mayBeDown;
    }

    /** Starts the server again, without waiting for the balancer. */
    void restore() throws ControlException, InterruptedException {
        runner.run(commands.start());
        mayBeDown = false;
    }

    private Transition change(Transition.Kind kind, List<String> command)
            throws ControlException, InterruptedException {
        ServerView before = look(kind).orElseThrow(() -> new ControlException(
                "the balancer does not know %s any more, before the %s".formatted(server, kind.label())));
        long issued = ticker.nanos();
        if (kind == Transition.Kind.STOP) {
            mayBeDown = true;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> ended = threads.submit(() -> {
                runner.run(command);
                return ticker.nanos() - issued;
            });
            try {
                return watch(kind, FaultCommands.shown(command), issued, ended, before);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private Transition watch(Transition.Kind kind, String command, long issued, Future<Long> ended,
            ServerView before) throws ControlException, InterruptedException {
        long noticed = -1;
        Optional<ServerView> after = Optional.empty();
        while (true) {
            // In this order: a command that has ended by now cannot be seen as unfinished with its effect.
            boolean hasEnded = ended.isDone();
            long returned = hasEnded ? ended(ended) : -1;
            if (hasEnded && kind == Transition.Kind.START) {
                mayBeDown = false;
            }
            if (noticed < 0) {
                Optional<ServerView> view = look(kind);
                if (view.map(ServerView::active).orElse(false) == (kind == Transition.Kind.START)) {
                    noticed = ticker.nanos() - issued;
                    after = view;
                }
            }
            if (hasEnded && noticed >= 0) {
                return new Transition(kind, command, issued, returned, noticed, before, after);
            }
            if (hasEnded && ticker.nanos() - issued - returned > noticeTimeout.toNanos()) {
                throw new ControlException("'%s' ended, but after %s the balancer still says that %s is %s"
                        .formatted(command, Durations.format(noticeTimeout), server,
                                kind == Transition.Kind.STOP ? "active" : "not active"));
            }
            sleeper.sleep(LOOK_EVERY);
        }
    }

    private static long ended(Future<Long> ended) throws ControlException, InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ControlException control) {
                throw control;
            }
            throw new ControlException("the command failed: " + e.getCause(), e.getCause());
        }
    }

    private Optional<ServerView> look(Transition.Kind kind) throws ControlException, InterruptedException {
        try {
            return balancer.server(server);
        } catch (IOException e) {
            throw new ControlException("the balancer could not be asked during the %s: %s".formatted(
                    kind.label(), e.getMessage()), e);
        }
    }
}
