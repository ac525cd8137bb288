package primelb.core.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import primelb.core.testing.Await;
import primelb.core.testing.FakeTime;

class ConnectionTableTest {
    private static final String TITLE = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";
    /** 127.0.0.1:8000, from 10.1.2.3:50000. */
    private static final String ROW = "   0: 0100007F:1F40 0302010A:C350 %s 00000000:00000000 00:00000000 00000000\n";
    private static final String ROW6 =
            "   1: 0000000000000000FFFF00000100007F:1F40 0000000000000000FFFF00000302010A:C351 01 00000000:00000000 0\n";

    private final FakeTime time = new FakeTime();
    @TempDir
    private Path folder;

    @Test
    void aConnectionThatIsEstablishedHasNotEnded() throws IOException {
        assertFalse(table(TITLE + ROW.formatted("01")).ended(local(8000), client(50000)));
    }

    @Test
    void oneWhoseClientHasEndedItsSideHas() throws IOException {
        assertTrue(table(TITLE + ROW.formatted("08")).ended(local(8000), client(50000)));
    }

    @Test
    void oneThatTheKernelNoLongerKnowsHasEnded() throws IOException {
        assertTrue(table(TITLE).ended(local(8000), client(50000)));
    }

    @Test
    void anIPv4AddressOfAnIPv6SocketIsTheSameAddress() throws IOException {
        assertFalse(table(TITLE + ROW6).ended(local(8000), client(50001)));
    }

    @Test
    void whereThereIsNoTableNobodyHasLeft() {
        assertFalse(new ConnectionTable(List.of(folder.resolve("absent")), time).ended(local(8000), client(50000)));
    }

    @Test
    void aTableOfAnotherShapeSaysNothing() throws IOException {
        assertFalse(table(TITLE + "this is no row\n").ended(local(8000), client(50000)));
        assertFalse(table(TITLE + ROW.formatted("01").replace("0302010A", "03")).ended(local(8000), client(1)));
    }

    @Test
    void oneReadingServesForFifthOfASecond() throws IOException {
        ConnectionTable table = table(TITLE + ROW.formatted("01"));
        assertFalse(table.ended(local(8000), client(50000)));
        Files.writeString(folder.resolve("tcp"), TITLE);
        time.advance(Duration.ofMillis(199));
        assertFalse(table.ended(local(8000), client(50000)));
        time.advance(Duration.ofMillis(1));
        assertTrue(table.ended(local(8000), client(50000)));
    }

    @Test
    void theKernelsOwnTableShowsAClientThatLeaves() throws IOException {
        assumeTrue(Files.isReadable(ConnectionTable.LINUX.getFirst()), "this system has no /proc/self/net/tcp");
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket accepted = listener.accept()) {
            InetSocketAddress local = (InetSocketAddress) accepted.getLocalSocketAddress();
            InetSocketAddress remote = (InetSocketAddress) accepted.getRemoteSocketAddress();
            ConnectionTable table = new ConnectionTable(ConnectionTable.LINUX, time);
            assertFalse(table.ended(local, remote));
            client.shutdownOutput();
            Await.until("the table shows it", Duration.ofSeconds(5), () -> {
                time.advance(Duration.ofSeconds(1));
                return table.ended(local, remote);
            });
        }
    }

    private ConnectionTable table(String content) throws IOException {
        Path file = folder.resolve("tcp");
        Files.writeString(file, content);
        return new ConnectionTable(List.of(file, folder.resolve("tcp6")), time);
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress("127.0.0.1", port);
    }

    private static InetSocketAddress client(int port) {
        return new InetSocketAddress("10.1.2.3", port);
    }
}
