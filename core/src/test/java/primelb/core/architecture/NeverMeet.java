package primelb.core.architecture;

import java.util.List;

/**
 * Two packages of core of which neither uses the other. Both may use a third one.
 *
 * @param one a package by its short name
 * @param other the other one
 */
record NeverMeet(String one, String other) implements ArrowRule {

    @Override
    public List<String> violations(List<Arrow> arrows) {
        return arrows.stream()
                .filter(arrow -> isBetween(arrow, one, other) || isBetween(arrow, other, one))
                .map(Arrow::toString)
                .toList();
    }

    private static boolean isBetween(Arrow arrow, String from, String to) {
        return arrow.from().equals("primelb.core." + from) && arrow.to().equals("primelb.core." + to);
    }

    @Override
    public String toString() {
        return one + " and " + other + " never meet";
    }
}
