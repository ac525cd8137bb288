package primelb.client.command;

import java.util.List;
import java.util.Optional;
import primelb.client.cli.ArgumentReader;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.HelpText;
import primelb.client.cli.Option;
import primelb.client.cli.UsageException;
import primelb.core.config.NearestName;

/** The program: finds the command, reads what it takes, and runs it. */
public final class ClientApp {
    private final Surroundings surroundings;

    /** Does nothing yet. */
    public ClientApp(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Carries out a command line and returns its exit code; never throws for anything a person can write. */
    public int run(String... args) {
        List<String> given = List.of(args);
        try {
            return dispatch(given, commands(given)).code();
        } catch (UsageException e) {
            e.mistakes().forEach(mistake -> surroundings.err().println("error: " + mistake));
            return ExitCode.USAGE.code();
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            surroundings.err().println("error: internal: %s at %s (a defect: please report it with the command line)"
                    .formatted(e, trace.length == 0 ? "an unknown place" : trace[0]));
            return ExitCode.INTERNAL.code();
        }
    }

    private List<Command> commands(List<String> args) {
        return List.of(new RunCommand(surroundings, args), new PhasesCommand(surroundings, args),
                new CalibrateCommand(surroundings), new ServersCommand(surroundings),
                new SelfTestCommand(surroundings), new ReportCommand(surroundings),
                new CompareCommand(surroundings), new SimulateCommand(surroundings));
    }

    private ExitCode dispatch(List<String> args, List<Command> commands) throws UsageException {
        List<CommandSpec> specs = commands.stream().map(Command::spec).toList();
        if (args.isEmpty()) {
            throw new UsageException(List.of("a command is missing (one of %s; try: client-cli --help)".formatted(
                    names(specs))));
        }
        String first = args.getFirst();
        if (isHelp(first) || first.equals("help")) {
            return help(args.size() > 1 ? Optional.of(args.get(1)) : Optional.empty(), specs);
        }
        if (first.equals("--version")) {
            String version = ClientApp.class.getPackage().getImplementationVersion();
            surroundings.out().println("client-cli " + (version == null ? "development" : version));
            return ExitCode.OK;
        }
        Optional<Command> command = commands.stream().filter(known -> known.spec().name().equals(first)).findFirst();
        if (command.isEmpty()) {
            throw new UsageException(List.of(unknown(first, specs)));
        }
        return run(command.get(), args.subList(1, args.size()), specs);
    }

    private ExitCode run(Command command, List<String> args, List<CommandSpec> specs) throws UsageException {
        CommandSpec spec = command.spec();
        int end = args.indexOf("--");
        if (args.subList(0, end < 0 ? args.size() : end).stream().anyMatch(ClientApp::isHelp)) {
            return help(Optional.of(spec.name()), specs);
        }
        List<Option> all = specs.stream().flatMap(each -> each.options().stream()).toList();
        Arguments arguments = ArgumentReader.read(spec, all, args, surroundings.environment());
        return command.run(arguments);
    }

    private ExitCode help(Optional<String> name, List<CommandSpec> specs) throws UsageException {
        if (name.isEmpty() || isHelp(name.get())) {
            surroundings.out().print(HelpText.of(specs, ExitCode.explained()));
        } else {
            CommandSpec spec = specs.stream().filter(known -> known.name().equals(name.get())).findFirst()
                    .orElseThrow(() -> new UsageException(List.of(unknown(name.get(), specs))));
            surroundings.out().print(HelpText.of(spec));
        }
        surroundings.out().flush();
        return ExitCode.OK;
    }

    private static boolean isHelp(String arg) {
        return arg.equals("--help") || arg.equals("-h");
    }

    private static String unknown(String name, List<CommandSpec> specs) {
        if (name.startsWith("-") || name.contains("://")) {
            return "a command must come first, got '%s' (one of %s; try: client-cli run %s)".formatted(
                    name, names(specs), name);
        }
        Optional<String> near = NearestName.of(name, specs.stream().map(CommandSpec::name).toList());
        return "unknown command '%s' (%s; try: client-cli --help)".formatted(name,
                near.map(known -> "did you mean " + known + "?").orElse("one of " + names(specs)));
    }

    private static String names(List<CommandSpec> specs) {
        return String.join(", ", specs.stream().map(CommandSpec::name).toList());
    }
}
