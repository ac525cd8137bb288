package primelb.core.proxy;

import primelb.core.http.Framing;
import primelb.core.http.KnownField;
import primelb.core.http.RequestHead;

/** Which well-formed requests no backend gets to see. */
final class OwnAnswers {
    private OwnAnswers() {
    }

    /** Returns what the balancer answers itself to a well-formed request, or null: then it is forwarded. */
    static LocalAnswer to(RequestHead head, ProxySettings settings) {
        if (head.method().equals("TRACE")) {
            return new LocalAnswer(405, "TRACE is not offered");
        }
        if (head.asksServerItself() || head.method().equals("OPTIONS") && maxForwardsIsZero(head)) {
            return new LocalAnswer(200, "the balancer itself answers this");
        }
        if (DeadlineLine.ofClient(head) == 0) {
            return new LocalAnswer(504, "the request came with no time left");
        }
        for (int i = 0; head.has(KnownField.VIA) && i < head.fieldCount(); i++) {
            if (head.known(i) == KnownField.VIA && head.value(i).contains(settings.viaName())) {
                return new LocalAnswer(508, "the request has been here before");
            }
        }
        if (head.framing() instanceof Framing.Length(long bytes) && bytes > settings.maxBody()) {
            return new LocalAnswer(413, "the body is larger than " + settings.maxBody() + " bytes");
        }
        return null;
    }

    private static boolean maxForwardsIsZero(RequestHead head) {
        int line = head.indexOf(KnownField.MAX_FORWARDS);
        return line >= 0 && head.value(line).equals("0");
    }
}
