package primelb.core.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("primelb.StateChange")
@Label("State Change")
@Category("Primelb")
@Description("A server changed its state")
@StackTrace(false)
final class StateChangeEvent extends Event {
    @Label("Server")
    private String server;
    @Label("From")
    private String from;
    @Label("To")
    private String to;
    @Label("Cause")
    private String cause;

    static void record(String server, String from, String to, String cause) {
        StateChangeEvent event = new StateChangeEvent();
        if (event.isEnabled()) {
            event.server = server;
            event.from = from;
            event.to = to;
            event.cause = cause;
            event.commit();
        }
    }
}
