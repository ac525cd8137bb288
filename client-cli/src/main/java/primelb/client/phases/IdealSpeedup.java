package primelb.client.phases;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The most that the second server can bring, and what that rests on.
 *
 * @param value throughput with all servers as a multiple of that with one stopped
 * @param assumption one line on how it was computed
 * @param isWarning whether the assumption should be looked at, since it makes the experiment say little
 */
public record IdealSpeedup(double value, String assumption, boolean isWarning) {
    /**
     * What is known of the machines.
     *
     * @param servers how many are active in phase 1; one less is in phase 2
     * @param cpusPerServer the limit of each, where known
     * @param limitSource who says so
     * @param local whether the servers share this machine
     * @param cores the processors of this machine
     */
    public record Known(int servers, OptionalDouble cpusPerServer, String limitSource, boolean local, int cores) {
        /** Refuses fewer servers than the experiment needs. */
        public Known {
            if (servers < 2) {
                throw new IllegalArgumentException("two servers are needed, got " + servers);
            }
        }
    }

    /** Returns the ideal for what is known. */
    public static IdealSpeedup of(Known known) {
        int all = known.servers();
        double asMany = (double) all / (all - 1);
        if (known.cpusPerServer().isPresent()) {
            return limited(known, known.cpusPerServer().getAsDouble(), asMany);
        }
        if (!known.local()) {
            return new IdealSpeedup(asMany, String.format(Locale.ROOT,
                    "%d servers against %d, assuming a machine for each", all, all - 1), false);
        }
        return new IdealSpeedup(1, String.format(Locale.ROOT,
                "no cpu limit known: one server may use all %d cores here, so another adds nothing"
                        + " (--server-cpus states a limit)", known.cores()), true);
    }

    private static IdealSpeedup limited(Known known, double cpus, double asMany) {
        String basis = String.format(Locale.ROOT, "%d servers against %d, %s cpu each (%s)", known.servers(),
                known.servers() - 1, Double.toString(cpus).replaceFirst("\\.0$", ""), known.limitSource());
        double wanted = known.servers() * cpus;
        if (!known.local() || wanted <= known.cores()) {
            return new IdealSpeedup(asMany, basis, false);
        }
        double before = Math.min((known.servers() - 1) * cpus, known.cores());
        return new IdealSpeedup(known.cores() / before,
                basis + String.format(Locale.ROOT, ", but there are only %d cores", known.cores()), true);
    }
}
