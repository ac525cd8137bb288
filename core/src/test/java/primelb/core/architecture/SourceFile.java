package primelb.core.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file below {@code src/main/java} of a module.
 *
 * @param module the folder of the module, such as {@code lb-app}
 * @param packageName the package by its folder, such as {@code primelb.lb}
 * @param name the file name, such as {@code LbMain.java}
 * @param text what is in it
 */
record SourceFile(String module, String packageName, String name, String text) {

    /** Returns all files of all modules directly below the root of the project. */
    static List<SourceFile> allOf(Path root) {
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path module : folders.sorted().toList()) {
                Path sources = module.resolve(Path.of("src", "main", "java"));
                if (Files.isDirectory(sources)) {
                    files.addAll(allOf(module.getFileName().toString(), sources));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static List<SourceFile> allOf(String module, Path sources) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(sources)) {
            for (Path path : paths.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
                Path folder = sources.relativize(path.getParent());
                files.add(new SourceFile(module, folder.toString().replace('/', '.'),
                        path.getFileName().toString(), Files.readString(path)));
            }
        }
        return files;
    }

    boolean inCore() {
        return module.equals("core");
    }

    /** Returns the text with comments and literals blanked; every other character keeps its place. */
    String code() {
        return CodeOnly.of(text);
    }

    /** Returns the file with the number of the line that holds this position, as compilers write it. */
    String at(int position) {
        long line = 1 + text.substring(0, position).chars().filter(c -> c == '\n').count();
        return this + ":" + line;
    }

    @Override
    public String toString() {
        return module + "/" + packageName.replace('.', '/') + "/" + name;
    }
}
