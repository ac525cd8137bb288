package primelb.client.phases;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import primelb.client.control.Balancer;
import primelb.client.control.CommandRunner;
import primelb.client.control.ControlException;
import primelb.client.control.ControlPlane;
import primelb.client.control.ServerCounter;
import primelb.client.control.ServerView;
import primelb.client.load.Cancellation;
import primelb.client.load.LiveCounts;
import primelb.client.measure.Measurer;
import primelb.client.summary.Measured;
import primelb.client.text.Format;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/** Carries out the three phases once. Used by one thread, once. */
public final class PhasesRun {
    private final PhasesPlan plan;
    private final Measurer measurer;
    private final Preflight preflight;
    private final Balancer balancer;
    private final CountReader counts;
    private final CommandRunner runner;
    private final Cancellation cancellation;
    private final Ticker ticker;
    private final Sleeper sleeper;
    private final Consumer<String> notes;
    private final List<Phase> phases = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private Optional<WholeRun> whole = Optional.empty();

    /**
     * Does nothing yet.
     *
     * @param plane reaches the balancer's admin port and the servers; the caller's to close
     * @param notes is told in one line what happens now
     */
    public PhasesRun(PhasesPlan plan, Measurer measurer, Preflight preflight, ControlPlane plane,
            Cancellation cancellation, Ticker ticker, Sleeper sleeper, Consumer<String> notes) {
        this.plan = plan;
        this.measurer = measurer;
        this.preflight = preflight;
        this.balancer = new Balancer(plane, plan.admin());
        this.counts = new CountReader(balancer, plan.target().others().isEmpty(), new ServerCounter(plane),
                plan.serverStats(), sleeper);
        this.runner = new CommandRunner(plan.commandTimeout());
        this.cancellation = cancellation;
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.notes = notes;
    }

    /**
     * Returns what was found out, also where it came to a part only. The server that was stopped has been started
     * again by then, or the result says why not.
     *
     * @param machine what is known of the machines beside the servers and their limit
     * @throws PreflightException when nothing was measured and nothing stopped
     * @throws InterruptedException when the end was asked for before anything was measured
     */
    public Experiment run(Machine machine) throws PreflightException, InterruptedException {
        Preflight.Found found = cancellation.interruptibly(() -> preflight.check(plan, balancer));
        ContainerLimit limit = limit();
        IdealSpeedup.Known known = known(found, limit, machine);
        SystemFacts system = system(known, limit);
        String id = found.stopped().id();
        var control = new ServerSwitch(plan.commands(), runner, balancer, id, plan.noticeTimeout(), ticker, sleeper);
        Optional<String> trouble = Optional.empty();
        boolean interrupted = false;
        try {
            if (plan.underLoad()) {
                carryOutUnderLoad(control, id, found.servers().size());
            } else {
                carryOut(control, id, found.servers().size());
            }
        } catch (ControlException e) {
            trouble = Optional.of(e.getMessage());
        } catch (InterruptedException _) {
            interrupted = true;
        }
        trouble = restore(control, id, trouble);
        return new Experiment(id, system, IdealSpeedup.of(known), phases, transitions, whole, trouble, interrupted);
    }

    /** What is known of this machine: whether the servers run on it, and its processors. */
    public record Machine(boolean serversAreLocal, int cores) {
    }

    private void carryOut(ServerSwitch control, String id, int servers)
            throws ControlException, InterruptedException {
        phase(1, allUp(servers), true);
        notes.accept("stopping " + id);
        take(id, cancellation.interruptibly(control::stop));
        phase(Phase.WITH_ONE_STOPPED, id + " " + plan.commands().effect(), false);
        notes.accept("starting " + id);
        take(id, cancellation.interruptibly(control::start));
        phase(3, allUp(servers), true);
    }

    private static String allUp(int servers) {
        return servers == 2 ? "both up" : "all up";
    }

    /** One load, and the fault while it goes on; its parts before, between and after the two commands are the phases. */
    private void carryOutUnderLoad(ServerSwitch control, String id, int servers)
            throws ControlException, InterruptedException {
        notes.accept("one load, and " + id + " " + plan.commands().effect() + " while it goes on");
        Optional<Measured> warm = warmUp("warm-up");
        List<ServerView> counting = activeServers();
        CountReader.Counts before = cancellation.interruptibly(() -> counts.read(counting));
        var live = new LiveCounts();
        var fault = new FaultUnderLoad(control, plan.load(), live, transition -> note(id, transition), ticker, sleeper);
        Thread faultThread = Thread.ofVirtual().name("fault").start(() -> carryOut(fault));
        Measured measured = measurer.measure("under load", plan.target(), plan.load(), Optional.empty(), live);
        fault.loadIsOver();
        faultThread.join();
        transitions.addAll(fault.transitions());
        phases.addAll(new PartsOfRun(measured, plan.load(), transitions).phases(allUp(servers),
                id + " " + plan.commands().effect()));
        Optional<Reconciliation> counted = cancellation.isRequested() ? Optional.empty()
                : Optional.of(cancellation.interruptibly(
                        () -> counts.since(before, counting, measured.summary().sent())));
        whole = Optional.of(new WholeRun(warm.map(measured::after).orElse(measured), counted));
        if (cancellation.isRequested()) {
            throw new InterruptedException("cancelled under load");
        }
        if (fault.trouble().isPresent()) {
            throw fault.trouble().get();
        }
    }

    private void carryOut(FaultUnderLoad fault) {
        try {
            cancellation.interruptibly(() -> {
                fault.carryOut();
                return null;
            });
        } catch (InterruptedException _) {
            // What was stopped is started again at the end, as after every interruption.
        }
    }

    private void take(String id, Transition transition) {
        transitions.add(transition);
        note(id, transition);
    }

    private void note(String id, Transition transition) {
        notes.accept("the balancer noticed the %s of %s after %s".formatted(transition.kind().label(), id,
                Format.nanos(transition.noticed())));
    }

    private void phase(int number, String title, boolean allUp) throws ControlException, InterruptedException {
        notes.accept("phase " + number + ": " + title);
        // Before the counts are read, so that what the warm-up sent is in none of them.
        Optional<Measured> warm = warmUp("phase " + number + " warm-up");
        List<ServerView> counting = activeServers();
        CountReader.Counts before = cancellation.interruptibly(() -> counts.read(counting));
        Measured run = measurer.measure("phase " + number, plan.target(), plan.load(), Optional.empty());
        Measured measured = warm.map(run::after).orElse(run);
        if (cancellation.isRequested()) {
            phases.add(new Phase(number, title, allUp, measured, Optional.empty(), List.of()));
            throw new InterruptedException("cancelled in phase " + number);
        }
        Reconciliation counted = cancellation.interruptibly(
                () -> counts.since(before, counting, measured.summary().sent()));
        phases.add(new Phase(number, title, allUp, measured, Optional.of(counted),
                cancellation.interruptibly(this::servers)));
    }

    private Optional<Measured> warmUp(String label) {
        return plan.warmup() == 0 ? Optional.empty() : Optional.of(measurer.measure(label, plan.target(),
                plan.load().withTotal(plan.warmup()), Optional.empty()));
    }

    private List<ServerView> activeServers() throws ControlException, InterruptedException {
        return cancellation.interruptibly(this::servers).stream().filter(ServerView::active).toList();
    }

    private List<ServerView> servers() throws ControlException, InterruptedException {
        try {
            return balancer.servers();
        } catch (IOException e) {
            throw new ControlException("the balancer could not be asked for its servers: " + e.getMessage(), e);
        }
    }

    private Optional<String> restore(ServerSwitch control, String id, Optional<String> trouble) {
        if (!control.mayBeDown()) {
            return trouble;
        }
        notes.accept("starting " + id + " again");
        try {
            control.restore();
            return trouble;
        } catch (ControlException | InterruptedException e) {
            String failed = id + " could not be started again: " + e.getMessage();
            return Optional.of(trouble.map(first -> first + "; " + failed).orElse(failed));
        }
    }

    private ContainerLimit limit() throws PreflightException, InterruptedException {
        Optional<String> container = plan.commands().container();
        if (container.isEmpty()) {
            return ContainerLimit.NONE;
        }
        try {
            return cancellation.interruptibly(() -> ContainerLimit.of(container.get(), runner));
        } catch (ControlException e) {
            throw new PreflightException("the container cannot be inspected: " + e.getMessage(), e);
        }
    }

    private IdealSpeedup.Known known(Preflight.Found found, ContainerLimit limit, Machine machine) {
        int active = (int) found.servers().stream().filter(ServerView::active).count();
        boolean stated = plan.serverCpus().isPresent();
        return new IdealSpeedup.Known(active, stated ? plan.serverCpus() : limit.cpus(), stated ? "--server-cpus"
                : plan.commands().container().map(name -> "the limit of " + name).orElse("not stated"),
                machine.serversAreLocal(), machine.cores());
    }

    private SystemFacts system(IdealSpeedup.Known known, ContainerLimit limit) throws InterruptedException {
        return new SystemFacts(cancellation.interruptibly(balancer::policy), known.servers(), known.cpusPerServer(),
                limit.memoryBytes(), known.limitSource());
    }
}
