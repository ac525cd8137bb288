package primelb.core.proxy;

import java.util.Arrays;

/** Bytes that are put together to be written at once. Grows as needed; its owner keeps it small. */
final class ByteSink {
    private static final int INITIAL = 1024;
    private static final int KEPT = 4 * INITIAL;

    private byte[] bytes = new byte[INITIAL];
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Forgets the content. */
    void clear() {
        size = 0;
    }

    /** Forgets the content and gives a large buffer up, so that waiting costs little. */
    void release() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[INITIAL];
        }
    }

    /** Appends a range of an array. */
    ByteSink put(byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Appends text of Latin-1 characters. */
    ByteSink put(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) text.charAt(i);
        }
        size += length;
        return this;
    }

    /** Appends a whole array. */
    ByteSink put(byte[] source) {
        return put(source, 0, source.length);
    }

    /** Appends a number in decimal digits. */
    ByteSink putDecimal(long number) {
        return put(Long.toString(number));
    }

    /** Appends a number in hexadecimal digits. */
    ByteSink putHex(int number) {
        return put(Integer.toHexString(number));
    }

    /** Returns the content as an array of its own. */
    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
