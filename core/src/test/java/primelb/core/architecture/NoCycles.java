package primelb.core.architecture;

import java.util.List;
import java.util.Optional;

/** No package uses itself by way of others. */
record NoCycles() implements ArrowRule {

    @Override
    public List<String> violations(List<Arrow> arrows) {
        PackageGraph graph = PackageGraph.of(arrows);
        return arrows.stream()
                .filter(Arrow::isInCore)
                .map(arrow -> wayBack(graph, arrow))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> wayBack(PackageGraph graph, Arrow arrow) {
        List<String> path = graph.path(arrow.to(), arrow.from());
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(arrow.from() + " -> " + String.join(" -> ", path));
    }

    @Override
    public String toString() {
        return "packages have no cycles";
    }
}
