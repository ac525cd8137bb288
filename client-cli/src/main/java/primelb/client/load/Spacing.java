package primelb.client.load;

import java.util.Arrays;
import java.util.SplittableRandom;

/** What is between two requests of an open loop. */
public enum Spacing {
    /** Always the same time. */
    EVEN {
        @Override
        double place(long number) {
            return number;
        }
    },
    /**
     * A time by chance, the same chance in every run. Of each {@link #BLOCK} requests each is due at any moment of the time
     * of that block, whatever the others are: as arrivals of many who do not know of each other (a Poisson process), but
     * with the rate kept in each block.
     */
    RANDOM {
        @Override
        double place(long number) {
            SplittableRandom random = new SplittableRandom(number / BLOCK);
            double[] moments = random.doubles(BLOCK).toArray();
            Arrays.sort(moments);
            return (number / BLOCK + moments[(int) (number % BLOCK)]) * BLOCK;
        }
    };

    /** How many requests keep the rate together: few enough to be sorted for each anew, at a cost of some microseconds. */
    static final int BLOCK = 64;

    /** Returns when a request is due in terms of the mean distance; ascends with the number, which is 0 or more. */
    abstract double place(long number);
}
