package primelb.core.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("primelb.Attempt")
@Label("Attempt")
@Category("Primelb")
@Description("One try at one server, from choosing it to the head of its answer")
@StackTrace(false)
final class AttemptEvent extends Event implements Flight.Span {
    @Label("Server")
    private String server;
    @Label("Number")
    private int number;
    @Label("Result")
    private String result;

    static Flight.Span begun() {
        AttemptEvent event = new AttemptEvent();
        if (!event.isEnabled()) {
            return UNSEEN;
        }
        event.begin();
        return event;
    }

    @Override
    public void end(String ofServer, int ofNumber, String ofResult) {
        end();
        if (shouldCommit()) {
            server = ofServer;
            number = ofNumber;
            result = ofResult;
            commit();
        }
    }
}
