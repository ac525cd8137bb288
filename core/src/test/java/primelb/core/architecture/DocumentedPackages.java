package primelb.core.architecture;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every package of the library states its rules in a package-info.java. */
record DocumentedPackages() implements SourceRule {

    @Override
    public List<String> violations(List<SourceFile> files) {
        Map<String, List<SourceFile>> packages = files.stream()
                .filter(SourceFile::inCore)
                .collect(Collectors.groupingBy(SourceFile::packageName));
        return packages.entrySet().stream()
                .filter(each -> each.getValue().stream().noneMatch(DocumentedPackages::statesRules))
                .map(each -> each.getKey() + ": no package-info.java with a doc comment that has \"Rules:\"")
                .sorted()
                .toList();
    }

    private static boolean statesRules(SourceFile file) {
        return file.name().equals("package-info.java")
                && file.text().contains("/**") && file.text().contains("Rules:");
    }

    @Override
    public String toString() {
        return "every package of core states its rules";
    }
}
