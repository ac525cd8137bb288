package primelb.client.threshold;

/**
 * Whether a condition holds.
 *
 * @param threshold the condition
 * @param holds whether it holds
 * @param measured what was measured, or why nothing could be; one printable line
 */
public record Verdict(Threshold threshold, boolean holds, String measured) {
}
