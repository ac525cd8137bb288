package primelb.core.stats;

import java.util.Locale;

/** The two text formats in which metrics are shown. */
public enum MetricsFormat {
    /** Prometheus' own text format, version 0.0.4, which every scraper reads. */
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";

    private final String contentType;

    MetricsFormat(String contentType) {
        this.contentType = contentType;
    }

    /** Returns the value of Content-Type. */
    public String contentType() {
        return contentType;
    }

    /**
     * Returns the format that an Accept field asks for: OpenMetrics if it names that (a version, if any, being 1.0.0) with a
     * weight that is not below the one of {@code text/plain}; else Prometheus' own, also where the field is unreadable.
     *
     * @param accept the field's value; empty if there is none
     */
    public static MetricsFormat accepted(String accept) {
        double open = 0;
        double plain = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            String type = parts[0].strip();
            if (type.equals(OPEN_METRICS_TYPE) && parameter(parts, "version", "1.0.0").equals("1.0.0")) {
                open = Math.max(open, weight(parts));
            } else if (type.equals("text/plain")) {
                plain = Math.max(plain, weight(parts));
            }
        }
        return open > 0 && open >= plain ? OPEN_METRICS : PROMETHEUS;
    }

    private static double weight(String[] parts) {
        String q = parameter(parts, "q", "1");
        return q.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(q) : 0;
    }

    private static String parameter(String[] parts, String name, String otherwise) {
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            if (pair.length == 2 && pair[0].strip().equals(name)) {
                return pair[1].strip();
            }
        }
        return otherwise;
    }
}
