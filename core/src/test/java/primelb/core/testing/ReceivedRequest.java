package primelb.core.testing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as a {@link ScriptedBackend} got it.
 *
 * @param connection which of its connections it came over: 1 for the first
 * @param head the request line and the fields as sent, to the empty line and with it
 * @param body the bytes behind the head without chunk framing, as far as they were read; the behaviour decides
 * @param whole whether the body was read to its end
 */
public record ReceivedRequest(int connection, String head, byte[] body, boolean whole) {

    /** Returns the first line. */
    public String line() {
        return head.substring(0, head.indexOf("\r\n"));
    }

    /** Returns the method. */
    public String method() {
        return line().split(" ", -1)[0];
    }

    /** Returns the target as sent. */
    public String target() {
        return line().split(" ", -1)[1];
    }

    /** Returns the values of the field, one for each line of it; the name in any case. */
    public List<String> fields(String name) {
        String wanted = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines().skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
                .map(line -> line.substring(wanted.length()).strip())
                .toList();
    }

    /** Returns the value of the field that is there at most once. */
    public Optional<String> field(String name) {
        List<String> values = fields(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " is there " + values.size() + " times in\n" + head);
        }
        return values.stream().findFirst();
    }
}
