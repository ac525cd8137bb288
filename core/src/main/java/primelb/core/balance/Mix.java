package primelb.core.balance;

import java.nio.charset.StandardCharsets;

/** Makes numbers of which every bit depends on every bit of what they are made from. For spreading, not for secrets. */
public final class Mix {
    private Mix() {
    }

    /** Returns the mixed number; different numbers have different ones. It is the finalizer of SplitMix64. */
    public static long of(long number) {
        long mixed = number + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** Returns a number for a text, the same in every process and version. */
    public static long of(String text) {
        // FNV-1a over the bytes, then mixed, since its high bits alone depend on little.
        long hash = 0xCBF29CE484222325L;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each & 0xFF) * 0x100000001B3L;
        }
        return of(hash);
    }
}
