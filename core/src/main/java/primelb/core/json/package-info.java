/**
 * JSON as RFC 8259 states it: values, a strict reader and a writer.
 *
 * <p>Rules: the reader takes one complete text within {@link primelb.core.json.JsonLimits} and refuses what peers
 * commonly disagree about: duplicate names, lone surrogates, a byte order mark, bytes after the value. Each refusal
 * is a {@link primelb.core.json.JsonSyntaxException} with line and column. Values are immutable; numbers keep the
 * literal they were read from, so nothing is rounded on the way through. This package depends on nothing.
 */
package primelb.core.json;
