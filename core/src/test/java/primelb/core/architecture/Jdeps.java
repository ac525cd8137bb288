package primelb.core.architecture;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** Asks the JDK's own tool which package uses which. */
final class Jdeps {

    /** A line such as {@code primelb.core.pool   -> primelb.core.time   classes}. */
    private static final Pattern LINE = Pattern.compile("\\s+(\\S+)\\s+->\\s+(\\S+)\\s+(\\S.*?)\\s*");

    private Jdeps() {}

    /** Returns every arrow from a package of the compiled classes to another one, in them or outside. */
    static List<Arrow> arrowsOf(Path classes) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int status = ToolProvider.findFirst("jdeps").orElseThrow(() -> new AssertionError("this JDK has no jdeps"))
                .run(writer, writer, "-verbose:package", "-filter:none", classes.toString());
        writer.flush();
        if (status != 0) {
            throw new AssertionError("jdeps " + classes + " ended with " + status + ":\n" + out);
        }
        return out.toString().lines()
                .map(LINE::matcher)
                .filter(matcher -> matcher.matches() && !matcher.group(1).equals(matcher.group(2)))
                .map(matcher -> new Arrow(matcher.group(1), matcher.group(2), matcher.group(3)))
                .toList();
    }
}
