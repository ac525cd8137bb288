package primelb.core.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which addresses may be connected to. It is asked at every connect, with the addresses that the name has at that moment,
 * so that a change of DNS cannot make anybody call elsewhere. Immutable.
 *
 * @param ranges where an address must be in one; empty: any address will do
 */
public record AllowedAddresses(List<AddressRange> ranges) {
    /** Every address. */
    public static final AllowedAddresses ANY = new AllowedAddresses(List.of());

    /** Keeps the list unmodifiable. */
    public AllowedAddresses {
        ranges = List.copyOf(ranges);
    }

    /**
     * Returns what a comma list of ranges, as in {@code 10.0.0.0/8,::1}, allows.
     *
     * @throws IllegalArgumentException if one of them is no range; the message shows it
     */
    public static AllowedAddresses parse(String list) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String range : list.split(",", -1)) {
            ranges.add(AddressRange.parse(range.strip()));
        }
        return new AllowedAddresses(ranges);
    }

    /** Returns whether this address may be connected to. */
    public boolean contains(InetAddress address) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Returns the list as it is written. */
    @Override
    public String toString() {
        return ranges.isEmpty() ? "any" : ranges.stream().map(AddressRange::toString).collect(Collectors.joining(","));
    }
}
