package primelb.core.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Chooses the handler of a request by method and path. Immutable: {@link #on} returns another router.
 *
 * <p>A path is either exact ({@code /servers}) or ends in one parameter ({@code /prime/{n}}), which stands for
 * any text without a slash, also the empty one. Exact paths win. Unknown paths get 404, unknown methods 405
 * with {@code Allow}, and HEAD is answered by the handler of GET.
 */
public final class Router implements Handler {
    private static final Router EMPTY = new Router(List.of());

    private final List<Route> routes;

    private Router(List<Route> routes) {
        this.routes = routes;
    }

    /** Returns a router that knows no path. */
    public static Router empty() {
        return EMPTY;
    }

    /** Returns this router with one more route. */
    public Router on(String method, String path, Handler handler) {
        Route route = new Route(method, path, handler);
        if (routes.stream().anyMatch(other -> other.method.equals(method) && other.path.equals(path))) {
            throw new IllegalArgumentException("two handlers for " + method + " " + path);
        }
        List<Route> more = new ArrayList<>(routes);
        more.add(route);
        return new Router(List.copyOf(more));
    }

    /** Returns the answer of the route, or 404 or 405. */
    @Override
    public Response handle(Request request) throws Exception {
        List<Route> here = routes.stream().filter(route -> route.path.equals(request.path())).toList();
        if (here.isEmpty()) {
            here = routes.stream().filter(route -> route.parameterOf(request.path()).isPresent()).toList();
        }
        if (here.isEmpty()) {
            return Response.problem(Problem.of(404, "nothing is at " + request.path()));
        }
        String wanted = request.method().equals("HEAD") ? "GET" : request.method();
        for (Route route : here) {
            if (route.method.equals(wanted)) {
                String parameter = route.parameterOf(request.path()).orElse("");
                return route.handler.handle(request.withRawParameter(parameter));
            }
        }
        String allow = allowed(here);
        return Response.problem(Problem.of(405, request.method() + " is not allowed here; allowed: " + allow))
            .withHeader("Allow", allow);
    }

    private static String allowed(List<Route> here) {
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : here) {
            methods.add(route.method);
            if (route.method.equals("GET")) {
                methods.add("HEAD");
            }
        }
        return String.join(", ", methods);
    }

    /** One handler and where it is. */
    private record Route(String method, String path, Handler handler) {
        Route {
            boolean plain = path.indexOf('{') < 0;
            if (!path.startsWith("/") || !(plain || path.matches("[^{}]*/\\{[a-z]+}"))) {
                throw new IllegalArgumentException("a path is /exact or /with/{parameter}, got " + path);
            }
        }

        /** Returns what stands for the parameter, or nothing where the path is another one or has none. */
        Optional<String> parameterOf(String sent) {
            int brace = path.indexOf('{');
            if (brace < 0 || !sent.startsWith(path.substring(0, brace)) || sent.indexOf('/', brace) >= 0) {
                return Optional.empty();
            }
            return Optional.of(sent.substring(brace));
        }
    }
}
