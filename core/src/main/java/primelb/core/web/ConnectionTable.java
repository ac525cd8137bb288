package primelb.core.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import primelb.core.time.Ticker;

/**
 * Which connections of this host are whole, from the kernel's own table: {@code HttpServer} does not let a handler look
 * at the connection of its request. The format is that of proc_net_tcp (kernel documentation, networking/proc_net_tcp):
 * addresses in hexadecimal, each word of four bytes with its lowest byte first, and the state, where 01 is established.
 *
 * <p>Where there is no such table (no Linux), every connection counts as whole. Safe for any thread.
 */
final class ConnectionTable {
    /** The tables of this process's own network, for IPv4 and IPv6. */
    static final List<Path> LINUX = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    /** How long one reading serves all who ask: many requests may wait at once. */
    private static final long FRESH_NANOS = 200_000_000L;
    /** About a hundred thousand connections; a larger table is not read. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final String ESTABLISHED = "01";
    private static final int WORD = 4;

    private final List<Path> tables;
    private final Ticker ticker;
    private Set<Ends> established;
    private long readAt;

    /** The two ends of a connection: the port here, and the client's address. */
    private record Ends(int localPort, InetAddress remote, int remotePort) {
    }

    ConnectionTable(List<Path> tables, Ticker ticker) {
        this.tables = tables;
        this.ticker = ticker;
    }

    /**
     * Returns whether the client has ended its side of the connection, or all of it. True is only said of what was looked
     * up; where the table cannot be read it is false.
     */
    boolean ended(InetSocketAddress local, InetSocketAddress remote) {
        Set<Ends> whole = current();
        return whole != null && !whole.contains(new Ends(local.getPort(), remote.getAddress(), remote.getPort()));
    }

    /** Returns the established connections, or null where they cannot be known. */
    private synchronized Set<Ends> current() {
        long now = ticker.nanos();
        if (established == null || now - readAt >= FRESH_NANOS) {
            established = read();
            readAt = now;
        }
        return established;
    }

    private Set<Ends> read() {
        Set<Ends> ends = new HashSet<>();
        boolean any = false;
        try {
            for (Path table : tables) {
                if (Files.exists(table)) {
                    byte[] bytes = bytes(table);
                    new String(bytes, StandardCharsets.US_ASCII).lines().skip(1).forEach(line -> add(line, ends));
                    any = true;
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // Too large, or of another shape than this class knows: nobody is taken for gone then.
            return null;
        }
        return any ? ends : null;
    }

    private static byte[] bytes(Path table) throws IOException {
        try (InputStream in = Files.newInputStream(table)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES) {
                throw new IOException(table + " has " + MOST_BYTES + " bytes or more");
            }
            return bytes;
        }
    }

    private static void add(String line, Set<Ends> ends) {
        String[] columns = line.strip().split(" +", 5);
        if (!columns[0].endsWith(":")) {
            throw new IllegalArgumentException("no row of a connection table: " + line);
        }
        if (columns[3].equals(ESTABLISHED)) {
            String[] local = columns[1].split(":");
            String[] remote = columns[2].split(":");
            ends.add(new Ends(HexFormat.fromHexDigits(local[1]), address(remote[0]), HexFormat.fromHexDigits(remote[1])));
        }
    }

    private static InetAddress address(String hex) {
        byte[] words = HexFormat.of().parseHex(hex);
        byte[] bytes = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i / WORD * WORD + WORD - 1 - i % WORD];
        }
        try {
            // An IPv4 address in IPv6's clothes becomes one of IPv4, as it does for the socket.
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("an address of " + bytes.length + " bytes", e);
        }
    }
}
