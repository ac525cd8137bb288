package primelb.core.architecture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The packages of core and their arrows among themselves. */
final class PackageGraph {

    private final Map<String, Set<String>> uses = new HashMap<>();

    private PackageGraph() {}

    static PackageGraph of(List<Arrow> arrows) {
        PackageGraph graph = new PackageGraph();
        arrows.stream().filter(Arrow::isInCore).forEach(arrow ->
                graph.uses.computeIfAbsent(arrow.from(), from -> new TreeSet<>()).add(arrow.to()));
        return graph;
    }

    /** Returns a shortest path, both ends included; empty where there is none. */
    List<String> path(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>(Map.of(from, from));
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String here = next.removeFirst();
            if (here.equals(to)) {
                return walkBack(cameFrom, to);
            }
            for (String used : uses.getOrDefault(here, Set.of())) {
                if (cameFrom.putIfAbsent(used, here) == null) {
                    next.addLast(used);
                }
            }
        }
        return List.of();
    }

    private static List<String> walkBack(Map<String, String> cameFrom, String end) {
        LinkedList<String> path = new LinkedList<>(List.of(end));
        while (!cameFrom.get(path.getFirst()).equals(path.getFirst())) {
            path.addFirst(cameFrom.get(path.getFirst()));
        }
        return path;
    }
}
