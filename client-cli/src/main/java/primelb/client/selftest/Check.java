package primelb.client.selftest;

/**
 * One comparison of what was measured with what is known.
 *
 * @param what what was looked at
 * @param known what must come out
 * @param measured what came out
 * @param holds whether it is near enough
 */
public record Check(String what, String known, String measured, boolean holds) {
}
