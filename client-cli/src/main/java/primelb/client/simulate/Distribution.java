package primelb.client.simulate;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** How long something takes, in terms of its mean. */
public sealed interface Distribution {
    /** Returns the next time, as a multiple of the mean. */
    double next(RandomGenerator random);

    /** Returns the variance in terms of the squared mean: 0 for always the same, 1 for exponential times. */
    double variability();

    /** Returns the name as it is written on the command line. */
    String label();

    /** Always the same. */
    record Constant() implements Distribution {
        @Override
        public double next(RandomGenerator random) {
            return 1;
        }

        @Override
        public double variability() {
            return 0;
        }

        @Override
        public String label() {
            return "constant";
        }
    }

    /** Without memory: of arrivals, a Poisson process. */
    record Exponential() implements Distribution {
        @Override
        public double next(RandomGenerator random) {
            return random.nextExponential();
        }

        @Override
        public double variability() {
            return 1;
        }

        @Override
        public String label() {
            return "exponential";
        }
    }

    /**
     * A heavy tail that ends.
     *
     * @param alpha the exponent of the tail, above 0; the smaller, the heavier
     * @param ratio the greatest time in terms of the least, above 1
     */
    record Pareto(double alpha, double ratio) implements Distribution {

        @Override
        public double next(RandomGenerator random) {
            double least = Math.pow(ratio, -alpha);
            return Math.pow(1 - random.nextDouble() * (1 - least), -1 / alpha) / moment(1);
        }

        /** Returns the mean of the times, or of their squares, where the least time is 1. */
        private double moment(int order) {
            double factor = alpha / (1 - Math.pow(ratio, -alpha));
            double power = order - alpha;
            return power == 0 ? factor * Math.log(ratio) : factor * (Math.pow(ratio, power) - 1) / power;
        }

        @Override
        public double variability() {
            return moment(2) / (moment(1) * moment(1)) - 1;
        }

        @Override
        public String label() {
            return "pareto:" + alpha + ":" + ratio;
        }
    }

    /**
     * The exponential of a normally distributed number.
     *
     * @param sigma the standard deviation of that number, above 0
     */
    record Lognormal(double sigma) implements Distribution {
        @Override
        public double next(RandomGenerator random) {
            return Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
        }

        @Override
        public double variability() {
            return Math.expm1(sigma * sigma);
        }

        @Override
        public String label() {
            return "lognormal:" + sigma;
        }
    }

    /**
     * Any of the times that were recorded, each as likely.
     *
     * @param nanos the times
     * @param mean their mean in nanoseconds, above 0
     * @param name of the file they are from
     */
    record Recorded(long[] nanos, double mean, String name) implements Distribution {
        /** Refuses times of nothing. */
        public Recorded {
            if (!(mean > 0)) {
                throw new IllegalArgumentException("there must be recorded times above 0");
            }
        }

        /** Returns the distribution of these times; the array is copied. */
        public static Recorded of(long[] nanos, String name) {
            return new Recorded(nanos.clone(), Arrays.stream(nanos).average().orElse(0), name);
        }

        @Override
        public double next(RandomGenerator random) {
            return nanos[random.nextInt(nanos.length)] / mean;
        }

        @Override
        public double variability() {
            return Arrays.stream(nanos).mapToDouble(each -> each / mean - 1).map(each -> each * each).average().orElse(0);
        }

        @Override
        public String label() {
            return "recorded:" + name;
        }
    }
}
