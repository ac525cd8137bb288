package primelb.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources of the project are, for tests that read them or run what was built from them. */
public final class SourceTree {

    private SourceTree() {}

    /** Returns the folder of the parent POM, found by walking up from the working directory. */
    public static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("lb-app"))) {
                return folder;
            }
        }
        throw new AssertionError("no folder above " + start + " holds pom.xml and lb-app");
    }
}
