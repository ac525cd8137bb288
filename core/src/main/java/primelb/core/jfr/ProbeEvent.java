package primelb.core.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("primelb.Probe")
@Label("Probe")
@Category("Primelb")
@Description("One health check of one server")
@StackTrace(false)
final class ProbeEvent extends Event implements Flight.Span {
    @Label("Server")
    private String server;
    @Label("Result")
    private String result;

    static Flight.Span begun() {
        ProbeEvent event = new ProbeEvent();
        if (!event.isEnabled()) {
            return UNSEEN;
        }
        event.begin();
        return event;
    }

    @Override
    public void end(String ofServer, int number, String ofResult) {
        end();
        if (shouldCommit()) {
            server = ofServer;
            result = ofResult;
            commit();
        }
    }
}
