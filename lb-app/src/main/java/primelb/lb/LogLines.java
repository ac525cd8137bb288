package primelb.lb;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Writes each log record as one line: {@code 2026-01-01T00:00:00.000+0000 INFO primelb.lb: text}. Whatever came from
 * outside, nothing can begin a line of its own or move a terminal's cursor: control characters are written as
 * {@code \n} or {@code \}{@code u001b}. Only the frames of an exception follow on further lines, which are indented.
 */
final class LogLines extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    private static final int DEEPEST_CAUSE = 10;

    /** Sets it for everything that is logged, unless the user has configured logging in another way. */
    static void install() {
        List<String> configured = List.of("java.util.logging.config.file", "java.util.logging.config.class",
                "java.util.logging.SimpleFormatter.format");
        if (configured.stream().allMatch(property -> System.getProperty(property) == null)) {
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                handler.setFormatter(new LogLines());
            }
        }
    }

    @Override
    public String format(LogRecord line) {
        StringBuilder out = new StringBuilder(160);
        out.append(TIME.format(line.getInstant().atZone(ZoneId.systemDefault()))).append(' ')
                .append(line.getLevel().getName()).append(' ').append(line.getLoggerName()).append(": ");
        escape(String.valueOf(formatMessage(line)), out);
        out.append('\n');
        Throwable thrown = line.getThrown();
        for (int depth = 0; thrown != null && depth < DEEPEST_CAUSE; depth++) {
            escape((depth == 0 ? "" : "caused by ") + thrown, out.append("    "));
            out.append('\n');
            for (StackTraceElement frame : thrown.getStackTrace()) {
                out.append("        at ").append(frame).append('\n');
            }
            thrown = thrown.getCause();
        }
        return out.toString();
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // Controls, also of Latin-1, line ends of Unicode, and marks that turn the direction of writing.
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029'
                            || Character.getType(c) == Character.FORMAT) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}
