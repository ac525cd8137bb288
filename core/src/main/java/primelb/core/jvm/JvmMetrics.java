package primelb.core.jvm;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;

import com.sun.management.UnixOperatingSystemMXBean;

import primelb.core.stats.MetricsText;

/** The basics of the runtime as metrics. */
public final class JvmMetrics {
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private JvmMetrics() {
    }

    /** Appends what the runtime and its process look like now. Safe for any thread. */
    public static void write(MetricsText out) {
        memory(out);
        out.summary("jvm_gc_collection_seconds", "Time spent in garbage collection, by collector.");
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            // -1 where a collector cannot tell.
            out.sumAndCount(Math.max(0, gc.getCollectionTime()) / MILLIS, Math.max(0, gc.getCollectionCount()),
                    "gc", gc.getName());
        }
        out.gauge("jvm_threads_current", "Live platform threads; virtual ones are not counted.")
                .sample(ManagementFactory.getThreadMXBean().getThreadCount());
        out.gauge("process_start_time_seconds", "When the process started, in seconds since 1970.")
                .sample(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
        out.gauge("process_available_processors", "Processors that the runtime may use.")
                .sample(Runtime.getRuntime().availableProcessors());
        // Another one where the system is no Unix.
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            out.counter("process_cpu_seconds_total", "Processor time of the process, user and system.")
                    .sample(Math.max(0, unix.getProcessCpuTime()) / NANOS);
            out.gauge("process_open_fds", "Open file descriptors.").sample(unix.getOpenFileDescriptorCount());
            out.gauge("process_max_fds", "The limit of open file descriptors.")
                    .sample(unix.getMaxFileDescriptorCount());
        }
    }

    private static void memory(MetricsText out) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        MemoryUsage other = memory.getNonHeapMemoryUsage();
        out.gauge("jvm_memory_used_bytes", "Memory in use, by area.")
                .sample(heap.getUsed(), "area", "heap").sample(other.getUsed(), "area", "nonheap");
        out.gauge("jvm_memory_committed_bytes", "Memory that the runtime holds, by area.")
                .sample(heap.getCommitted(), "area", "heap").sample(other.getCommitted(), "area", "nonheap");
        out.gauge("jvm_memory_max_bytes", "The largest memory of an area; -1 where there is no limit.")
                .sample(heap.getMax(), "area", "heap").sample(other.getMax(), "area", "nonheap");
    }
}
