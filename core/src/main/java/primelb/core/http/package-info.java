/**
 * HTTP/1.1 on the wire: heads parsed from bytes, exact framing, and connections.
 *
 * <p>Rules: what is ambiguous is refused, never repaired (RFC 9112 read strictly; the cases are listed in
 * {@code docs/http.md}). A head is parsed in place, from the bytes that were read; strings are made only of what is
 * looked at. Every limit is a component of {@link primelb.core.http.HeadLimits} or a parameter. Nothing is ever sent
 * twice by this package: to try again is the caller's decision. Classes here are used by one thread at a time unless
 * they say otherwise; they block, and are meant for virtual threads.
 */
package primelb.core.http;
