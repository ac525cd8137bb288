package primelb.core.architecture;

import java.util.List;

/**
 * Files stay at a length at which their design can be seen.
 *
 * @param most the most lines that a file may have
 */
record ShortFiles(int most) implements SourceRule {

    @Override
    public List<String> violations(List<SourceFile> files) {
        return files.stream()
                .filter(file -> file.text().lines().count() > most)
                .map(file -> file + ": " + file.text().lines().count() + " lines, at most " + most
                        + "; some part of it wants a name of its own")
                .toList();
    }

    @Override
    public String toString() {
        return "no file has over " + most + " lines";
    }
}
