package primelb.client.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import primelb.client.text.Printable;

/**
 * Where and how a result came about.
 *
 * @param date when the command began
 * @param commandLine what was asked, with secrets in headers replaced by {@code ***}
 * @param clientVersion the version of this program
 * @param jdk the version of the Java runtime
 * @param system the operating system and the processor's kind
 * @param cpus the processors this process may use
 * @param processor what the processor calls itself, or {@code unknown}
 */
public record Environment(Instant date, List<String> commandLine, String clientVersion, String jdk, String system,
        int cpus, String processor) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final int MAX_PROCESSOR = 100;
    private static final String UNKNOWN = "unknown";
    private static final Set<String> SECRET_FIELDS = Set.of("authorization", "proxy-authorization", "cookie");

    /** Keeps its own copy. */
    public Environment {
        commandLine = List.copyOf(commandLine);
    }

    /** Returns the environment of this process. */
    public static Environment of(Instant date, List<String> args) {
        String version = Environment.class.getPackage().getImplementationVersion();
        return new Environment(date, withoutSecrets(args), version == null ? "development" : version,
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(), processorName());
    }

    /** Read from Linux; other systems do not tell without a native call. */
    private static String processorName() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> Printable.of(line.substring(line.indexOf(':') + 1).strip(), MAX_PROCESSOR))
                    .orElse(UNKNOWN);
        } catch (IOException | UncheckedIOException _) {
            return UNKNOWN;
        }
    }

    static List<String> withoutSecrets(List<String> args) {
        var shown = new ArrayList<String>();
        args.forEach(arg -> shown.add(isSecret(arg) ? arg.substring(0, arg.indexOf(':') + 1) + " ***" : arg));
        return shown;
    }

    private static boolean isSecret(String arg) {
        int colon = arg.indexOf(':');
        if (colon < 0) {
            return false;
        }
        String name = arg.substring(0, colon).toLowerCase(Locale.ROOT).strip();
        return SECRET_FIELDS.stream().anyMatch(secret -> name.equals(secret) || name.equals("-h" + secret)
                || name.equals("--header=" + secret));
    }
}
