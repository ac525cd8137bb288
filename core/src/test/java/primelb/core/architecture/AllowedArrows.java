package primelb.core.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Packages of core use only certain other packages of core.
 *
 * @param allowed for a package, what it may use, by short names; one that is not named here, as a new one, may use none
 */
record AllowedArrows(Map<String, Set<String>> allowed) implements ArrowRule {

    @Override
    public List<String> violations(List<Arrow> arrows) {
        return arrows.stream().filter(Arrow::isInCore).filter(this::isForbidden).map(Arrow::toString).toList();
    }

    private boolean isForbidden(Arrow arrow) {
        return allowed.entrySet().stream()
                .filter(each -> arrow.from().equals("primelb.core." + each.getKey()))
                .noneMatch(each -> each.getValue().stream().anyMatch(to -> arrow.to().equals("primelb.core." + to)));
    }

    @Override
    public String toString() {
        return "arrows go only where they may";
    }
}
