package primelb.client.phases;

import java.util.List;
import java.util.OptionalDouble;
import primelb.client.control.CommandRunner;
import primelb.client.control.ControlException;

/** Reads how many processors a container may use. */
final class ContainerLimit {
    private static final String FORMAT = "{{.HostConfig.NanoCpus}} {{.HostConfig.CpuQuota}} {{.HostConfig.CpuPeriod}}";

    private ContainerLimit() {
    }

    /** Returns the limit; empty where there is none. */
    static OptionalDouble of(String container, CommandRunner runner) throws ControlException, InterruptedException {
        return parse(runner.run(List.of("docker", "inspect", "--format", FORMAT, container)));
    }

    /** Reads "nanoCpus quota period"; the first is set by {@code --cpus}, the others by older ways. */
    static OptionalDouble parse(String inspected) {
        String[] words = inspected.strip().split(" ");
        try {
            long nanoCpus = Long.parseLong(words[0]);
            if (nanoCpus > 0) {
                return OptionalDouble.of(nanoCpus / 1e9);
            }
            long quota = words.length == 3 ? Long.parseLong(words[1]) : 0;
            long period = words.length == 3 ? Long.parseLong(words[2]) : 0;
            // A period of 0 means the kernel's own, 100 ms.
            return quota > 0 ? OptionalDouble.of((double) quota / (period > 0 ? period : 100_000))
                    : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }
}
