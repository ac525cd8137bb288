package primelb.client.phases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import primelb.client.control.ControlException;
import primelb.client.load.LiveCounts;
import primelb.client.load.LoadPlan;
import primelb.client.load.StopRule;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/**
 * Stops the server when a third of a load is done and starts it again when two thirds are, while the load goes on and
 * waits for nothing. One thread carries it out, another one tells it that the load is over.
 */
final class FaultUnderLoad {
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final ServerSwitch control;
    private final LoadPlan plan;
    private final LiveCounts live;
    private final Consumer<Transition> noticed;
    private final Ticker ticker;
    private final Sleeper sleeper;
    private final long begun;
    private final List<Transition> transitions = new ArrayList<>();
    private Optional<ControlException> trouble = Optional.empty();
    private volatile boolean loadIsOver;

    /**
     * Does nothing yet; the load begins now.
     *
     * @param live how far the load is
     * @param noticed is told of each transition when the balancer has noticed it
     */
    FaultUnderLoad(ServerSwitch control, LoadPlan plan, LiveCounts live, Consumer<Transition> noticed, Ticker ticker,
            Sleeper sleeper) {
        this.control = control;
        this.plan = plan;
        this.live = live;
        this.noticed = noticed;
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.begun = ticker.nanos();
    }

    /** Returns when the server was stopped and started again, or the load was over before a third of it was done. */
    void carryOut() throws InterruptedException {
        try {
            awaitPart(1);
            if (loadIsOver) {
                throw new ControlException("the load was over before the fault: it must last longer (try: -d 30s)");
            }
            take(control.stop());
            awaitPart(2);
            take(control.start());
        } catch (ControlException e) {
            trouble = Optional.of(e);
        }
    }

    /** Says that nothing more is sent: what is left to do is done at once. */
    void loadIsOver() {
        loadIsOver = true;
    }

    /** Returns what the balancer noticed; to be asked when {@link #carryOut} has ended. */
    List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    /** Returns why it could not be carried out; to be asked when {@link #carryOut} has ended. */
    Optional<ControlException> trouble() {
        return trouble;
    }

    private void take(Transition transition) {
        transitions.add(transition);
        noticed.accept(transition);
    }

    private void awaitPart(int thirds) throws InterruptedException {
        while (!loadIsOver && done() * 3 < thirds) {
            sleeper.sleep(LOOK_EVERY);
        }
    }

    private double done() {
        long completed = live.ok() + live.failed();
        return switch (plan.stop()) {
            case StopRule.After(var duration) -> (double) (ticker.nanos() - begun) / duration.toNanos();
            case StopRule.Total(int requests) -> (double) completed / requests;
            case StopRule.PerClient(int requests) -> (double) completed / ((long) requests * plan.clients());
        };
    }
}
