package primelb.client.control;

import java.util.List;
import java.util.Optional;

/**
 * The commands that stop one server and start it again.
 *
 * @param stop the command line that stops it
 * @param start the command line that starts it again; harmless where it runs
 * @param container the container they are about, where it is one
 * @param effect what the server is then, in a word such as {@code stopped}
 */
public record FaultCommands(List<String> stop, List<String> start, Optional<String> container, String effect) {
    /** How a container is stopped. */
    public enum Fault {
        /** It is asked to end, and may finish what it has. */
        STOP,
        /** It ends at once. */
        KILL,
        /** It freezes: it holds its connections and answers nothing. */
        PAUSE
    }

    /** Keeps its own copies. */
    public FaultCommands {
        stop = List.copyOf(stop);
        start = List.copyOf(start);
    }

    /** Returns the commands for a container. */
    public static FaultCommands docker(String container, Fault fault) {
        return switch (fault) {
            case STOP -> docker(container, "stop", "start", "stopped");
            case KILL -> docker(container, "kill", "start", "killed");
            case PAUSE -> docker(container, "pause", "unpause", "paused");
        };
    }

    /** Returns commands that a shell carries out. */
    public static FaultCommands shell(String stop, String start) {
        return new FaultCommands(List.of("sh", "-c", stop), List.of("sh", "-c", start), Optional.empty(),
                "stopped");
    }

    /** Returns a command line as a person would type it. */
    public static String shown(List<String> command) {
        return command.size() == 3 && command.getFirst().equals("sh") ? command.getLast() : String.join(" ", command);
    }

    private static FaultCommands docker(String container, String stop, String start, String effect) {
        return new FaultCommands(List.of("docker", stop, container), List.of("docker", start, container),
                Optional.of(container), effect);
    }
}
