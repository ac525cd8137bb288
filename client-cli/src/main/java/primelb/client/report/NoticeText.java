package primelb.client.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.control.ServerView;
import primelb.client.phases.Experiment;
import primelb.client.phases.Phase;
import primelb.client.phases.Transition;
import primelb.client.text.Format;
import primelb.client.text.Layout;

/** Writes when the balancer noticed, and what it thought of the server before and after. */
final class NoticeText {
    private NoticeText() {
    }

    static List<String> of(Experiment experiment) {
        var lines = new ArrayList<String>();
        for (Transition transition : experiment.transitions()) {
            lines.addAll(Layout.row(transition.kind() == Transition.Kind.STOP ? "Stop" : "Start", 1, List.of(
                    "returned after " + Format.nanos(transition.returned()) + ";",
                    "balancer noticed " + Format.nanos(transition.noticed()) + " after it was issued,",
                    sinceReturn(transition.noticed() - transition.returned()))));
        }
        if (!experiment.phases().isEmpty()) {
            lines.add("");
            lines.addAll(Layout.table(views(experiment)));
            lines.add("");
        }
        return lines;
    }

    private static String sinceReturn(long nanos) {
        return nanos >= 0 ? Format.nanos(nanos) + " after it returned" : Format.nanos(-nanos) + " before it returned";
    }

    private static List<List<String>> views(Experiment experiment) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(experiment.server() + " for the balancer", "active", "last request"));
        for (Phase phase : experiment.phases()) {
            transition(experiment, phase.number()).ifPresent(transition -> {
                if (transition.kind() == Transition.Kind.STOP) {
                    rows.add(row("before the stop", Optional.of(transition.before())));
                }
                rows.add(row("when it noticed the " + transition.kind().label(), transition.after()));
            });
            if (!phase.after().isEmpty()) {
                rows.add(row("after phase " + phase.number(), phase.after().stream()
                        .filter(server -> server.id().equals(experiment.server())).findFirst()));
            }
        }
        return rows;
    }

    /** The stop goes before phase 2, the start before phase 3. */
    private static Optional<Transition> transition(Experiment experiment, int phase) {
        int index = phase - Phase.WITH_ONE_STOPPED;
        return index >= 0 && index < experiment.transitions().size()
                ? Optional.of(experiment.transitions().get(index)) : Optional.empty();
    }

    private static List<String> row(String when, Optional<ServerView> view) {
        return List.of(when, view.map(server -> server.active() ? "yes" : "no").orElse("unknown"),
                view.flatMap(ServerView::lastRequest).orElse("never"));
    }
}
