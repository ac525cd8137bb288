package primelb.core.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Small changes to well-formed HTTP: mild enough that much of it is still accepted, and nasty enough to matter. */
public final class Mutations {
    private static final byte[] SPICE = "\r\n \t:;,0123456789abcfxGHT/.%\0\u007f\u0080\u00ff#?*[]@\""
            .getBytes(StandardCharsets.ISO_8859_1);

    private Mutations() {
    }

    /** Returns the seed, a byte for each character, with one to four small changes; never empty. */
    public static byte[] mutate(String seed, Random random) {
        byte[] bytes = seed.getBytes(StandardCharsets.ISO_8859_1);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = insert(bytes, at, new byte[] {SPICE[random.nextInt(SPICE.length)]});
                case 3 -> bytes = insert(bytes, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 20)));
                default -> bytes = cut(bytes, at, 1 + random.nextInt(5));
            }
            if (bytes.length == 0) {
                return new byte[] {'\r'};
            }
        }
        return bytes;
    }

    private static byte[] insert(byte[] bytes, int at, byte[] what) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + what.length);
        System.arraycopy(what, 0, longer, at, what.length);
        System.arraycopy(bytes, at, longer, at + what.length, bytes.length - at);
        return longer;
    }

    private static byte[] cut(byte[] bytes, int at, int length) {
        int end = Math.min(bytes.length, at + length);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
        System.arraycopy(bytes, end, shorter, at, bytes.length - end);
        return shorter;
    }
}
