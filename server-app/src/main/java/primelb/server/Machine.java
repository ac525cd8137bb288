package primelb.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What some defaults depend on.
 *
 * @param hostName the name of the machine or container
 * @param processors how many there are for this process, from 1
 * @param pid the number of this process
 */
record Machine(String hostName, int processors, long pid) {

    /** Where Linux has the host name: the container's own, and without asking a name server. */
    private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** Returns this machine. */
    static Machine here() {
        return new Machine(findHostName(), Runtime.getRuntime().availableProcessors(), ProcessHandle.current().pid());
    }

    private static String findHostName() {
        try {
            return Files.readString(KERNEL_HOST_NAME).strip();
        } catch (IOException notLinux) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        }
    }
}
