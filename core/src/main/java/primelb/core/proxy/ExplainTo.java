package primelb.core.proxy;

import java.util.Locale;

/** Who is told, on asking with {@code X-Lb-Explain: 1}, how a server was chosen: it names servers and their load. */
public enum ExplainTo {
    /** Nobody. */
    NOBODY,
    /** Who connects from this machine, and does not forward for somebody else. */
    LOOPBACK,
    /** Everybody. */
    ANYBODY;

    /** Returns the word of the settings. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
