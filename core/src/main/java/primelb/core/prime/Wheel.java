package primelb.core.prime;

/** Divides by the numbers that 2, 3 and 5 do not divide: eight of thirty, in turns that begin at multiples of thirty. */
final class Wheel {
    static final int TURN = 30;
    static final int SPOKES = 8;
    static final int FIRST_SPOKE = 7;
    /** What must be tried before. */
    static final int[] HUB = {2, 3, 5};
    /** 1 belongs to the turn before, as 31. */
    private static final int[] SPOKE = {FIRST_SPOKE, 11, 13, 17, 19, 23, 29, 31};

    private Wheel() {
    }

    /** Returns the first divisor of n, which is below 2<sup>32</sup>, in the turns that begin from first to last; or 0. */
    static long ofInt(long n, long first, long last) {
        int number = (int) n;
        int turns = (int) ((last - first) / TURN);
        for (int turn = 0; turn <= turns; turn++) {
            int start = (int) first + turn * TURN;
            for (int i = 0; i < SPOKES; i++) {
                if (Integer.remainderUnsigned(number, start + SPOKE[i]) == 0) {
                    return start + SPOKE[i];
                }
            }
        }
        return 0;
    }

    /** Returns the first divisor of n in the turns that begin from first to last; or 0. */
    static long ofLong(long n, long first, long last) {
        for (long start = first; start <= last; start += TURN) {
            for (int i = 0; i < SPOKES; i++) {
                if (Long.remainderUnsigned(n, start + SPOKE[i]) == 0) {
                    return start + SPOKE[i];
                }
            }
        }
        return 0;
    }
}
