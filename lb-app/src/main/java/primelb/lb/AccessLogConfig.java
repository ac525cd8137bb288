package primelb.lb;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import primelb.core.config.SettingsReader;

/**
 * The settings of the access log.
 *
 * @param target a path, or {@value #STDOUT}
 * @param maxSize bytes from which on a file is moved aside; 0: never
 */
record AccessLogConfig(String target, long maxSize) {
    /** Standard output. */
    static final String STDOUT = "-";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(kB|MB|GB)?");

    /** Declares and reads the settings; empty where none is written. */
    static Optional<AccessLogConfig> read(SettingsReader in) {
        Optional<String> target = in.optionalText("LB_ACCESS_LOG",
                "file that gets a line of JSON for each request, or - for standard output");
        long maxSize = in.parsed("LB_ACCESS_LOG_MAX_SIZE", "0", AccessLogConfig::size,
                "size from which on the access log is moved to FILE.1, as in 100MB; 0: never");
        return target.map(text -> new AccessLogConfig(text, maxSize));
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a number of bytes, or one with kB, MB or GB");
        }
        long unit = switch (matcher.group(2)) {
            case "kB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            case null, default -> 1;
        };
        long count = Long.parseLong(matcher.group(1));
        if (count > Long.MAX_VALUE / unit) {
            throw new IllegalArgumentException("must be below 2^63 bytes");
        }
        return count * unit;
    }

    /** Returns where lines go, open already where it is a file. */
    AccessLog.Sink open() throws IOException {
        if (target.equals(STDOUT)) {
            return new Stdout();
        }
        LogFile file = new LogFile(Path.of(target), maxSize);
        file.open();
        return file;
    }

    private record Stdout(FileOutputStream out) implements AccessLog.Sink {
        Stdout() {
            this(new FileOutputStream(FileDescriptor.out));
        }

        @Override
        public void append(byte[] bytes, int length) throws IOException {
            out.write(bytes, 0, length);
        }

        @Override
        public void close() {
            // Others write to it, too.
        }

        @Override
        public String toString() {
            return "on standard output";
        }
    }
}
