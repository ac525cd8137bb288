package primelb.client.command;

import java.util.Arrays;
import java.util.List;

/** How the program ended, for whoever started it. */
public enum ExitCode {
    /** Everything was done and every condition holds. */
    OK(0, "every threshold holds"),
    /** Everything was done and a condition does not hold. */
    THRESHOLD_FAILED(1, "a threshold failed"),
    /** The command line or the environment is wrong; nothing was done. */
    USAGE(2, "usage: the command line or the environment is wrong"),
    /** Nothing was measured, since it would have been in vain. */
    PREFLIGHT_FAILED(3, "preflight failed: unreachable, wrong answer, a server not up"),
    /** A server could not be stopped or started, or the balancer did not notice. */
    CONTROL_FAILED(4, "phase control failed: stop, start, or the balancer did not notice"),
    /** A defect, or a result that could not be stored. */
    INTERNAL(70, "internal error, or a result could not be written"),
    /** Ended on request; the partial result was written and the stopped server started again. */
    INTERRUPTED(130, "interrupted (143: terminated); what there was is written");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Returns the number given to the operating system. */
    public int code() {
        return code;
    }

    /** Returns a line for each, for the help. */
    public static List<String> explained() {
        return Arrays.stream(values()).map(exit -> "%-4d %s".formatted(exit.code, exit.meaning)).toList();
    }
}
