package primelb.client.phases;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import primelb.client.control.CommandRunner;
import primelb.client.control.ControlException;

/**
 * What a container may use.
 *
 * @param cpus processors; empty where there is no limit
 * @param memoryBytes memory; empty where there is no limit
 */
record ContainerLimit(OptionalDouble cpus, OptionalLong memoryBytes) {
    /** Where nothing is limited, or nothing is known of it. */
    static final ContainerLimit NONE = new ContainerLimit(OptionalDouble.empty(), OptionalLong.empty());

    private static final String FORMAT = "{{.HostConfig.NanoCpus}} {{.HostConfig.CpuQuota}} {{.HostConfig.CpuPeriod}}"
            + " {{.HostConfig.Memory}}";

    /** Returns the limits of a container. */
    static ContainerLimit of(String container, CommandRunner runner) throws ControlException, InterruptedException {
        return parse(runner.run(List.of("docker", "inspect", "--format", FORMAT, container)));
    }

    /** Reads "nanoCpus quota period memory"; the first is set by {@code --cpus}, the next two by older ways. */
    static ContainerLimit parse(String inspected) {
        String[] words = inspected.strip().split(" ");
        try {
            long memory = words.length == 4 ? Long.parseLong(words[3]) : 0;
            return new ContainerLimit(cpus(words), memory > 0 ? OptionalLong.of(memory) : OptionalLong.empty());
        } catch (NumberFormatException _) {
            return NONE;
        }
    }

    private static OptionalDouble cpus(String[] words) {
        long nanoCpus = Long.parseLong(words[0]);
        if (nanoCpus > 0) {
            return OptionalDouble.of(nanoCpus / 1e9);
        }
        long quota = words.length >= 3 ? Long.parseLong(words[1]) : 0;
        long period = words.length >= 3 ? Long.parseLong(words[2]) : 0;
        // A period of 0 means the kernel's own, 100 ms.
        return quota > 0 ? OptionalDouble.of((double) quota / (period > 0 ? period : 100_000))
                : OptionalDouble.empty();
    }
}
