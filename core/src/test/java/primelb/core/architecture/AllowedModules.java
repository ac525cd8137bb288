package primelb.core.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of the JDK the packages of core may use: {@code java.base}, and more only where it is declared here.
 *
 * @param more for a package by its short name, the other modules that it may use
 */
record AllowedModules(Map<String, Set<String>> more) implements ArrowRule {

    @Override
    public List<String> violations(List<Arrow> arrows) {
        return arrows.stream()
                .filter(arrow -> !arrow.isInCore() && !arrow.module().equals("java.base") && !isDeclared(arrow))
                .map(arrow -> arrow + " (" + arrow.module() + ")")
                .toList();
    }

    private boolean isDeclared(Arrow arrow) {
        return more.entrySet().stream().anyMatch(each ->
                arrow.from().equals("primelb.core." + each.getKey()) && each.getValue().contains(arrow.module()));
    }

    @Override
    public String toString() {
        return "core uses java.base, and other modules only where declared";
    }
}
