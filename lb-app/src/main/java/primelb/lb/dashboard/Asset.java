package primelb.lb.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import primelb.core.web.ProblemException;
import primelb.core.web.Request;
import primelb.core.web.Response;

/**
 * A file of the page. A browser asks each time whether it has changed, which it has only with another jar, and gets a short
 * "no" by its entity tag (RFC 9110, section 13.1.2).
 */
final class Asset {
    /**
     * Nothing from elsewhere, no script or style in the markup, no frame around it: so a text that slips into the markup is
     * still no program.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "css",
            "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");
    private static final int TAG_BYTES = 12;

    private final String type;
    private final byte[] bytes;
    private final String tag;

    private Asset(String type, byte[] bytes, String tag) {
        this.type = type;
        this.bytes = bytes;
        this.tag = tag;
    }

    /** Returns the file of this name beside this class; that it is not in the jar is an error of the build. */
    static Asset load(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            byte[] bytes = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            String tag = '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
            return new Asset(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), bytes, tag);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns the file, or 304 where the client has it. */
    Response answer(Request request) throws ProblemException {
        boolean known = request.fields().single("If-None-Match").filter(tags -> tags.contains(tag)).isPresent();
        return guarded(known ? new Response(304, type, new byte[0], Map.of()) : new Response(200, type, bytes, Map.of()))
                .withHeader("ETag", tag).withHeader("Cache-Control", "no-cache");
    }

    /** Returns the answer with what keeps browsers from taking it for something else, or showing it within other pages. */
    static Response guarded(Response response) {
        return response.withHeader("Content-Security-Policy", POLICY)
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Cross-Origin-Resource-Policy", "same-origin")
                .withHeader("Referrer-Policy", "no-referrer");
    }
}
