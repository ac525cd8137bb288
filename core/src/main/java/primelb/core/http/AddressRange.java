package primelb.core.http;

import java.net.InetAddress;
import java.util.Arrays;

/** A range of addresses, as in {@code 10.0.0.0/8} or {@code ::1}. Immutable. */
public final class AddressRange {
    private final String text;
    private final byte[] network;
    private final int prefix;

    private AddressRange(String text, byte[] network, int prefix) {
        this.text = text;
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Returns the range that a text names: an address without a name look-up, and the length of its prefix in bits; an
     * address alone is a range of one.
     *
     * @throws IllegalArgumentException if it is none; the message shows it
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network;
        int prefix;
        try {
            network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
            prefix = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not an address range like 10.0.0.0/8 or ::1", e);
        }
        if (prefix < 0 || prefix > network.length * 8) {
            throw new IllegalArgumentException(
                    "the prefix in '" + text + "' must be 0.." + network.length * 8 + ", got " + prefix);
        }
        return new AddressRange(text, network, prefix);
    }

    /** Returns whether the address is in the range; one of the other IP version never is. */
    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        int whole = prefix / 8;
        if (!Arrays.equals(network, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        return rest == 0 || ((network[whole] ^ other[whole]) & 0xff) >> 8 - rest == 0;
    }

    /** Returns the text that it was read from. */
    @Override
    public String toString() {
        return text;
    }
}
