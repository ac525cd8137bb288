package primelb.core.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Parses heads from text, as a connection would deliver them. */
final class Heads {
    private Heads() {
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static RequestHead request(String text) throws IOException {
        return request(bytes(text), HeadLimits.REQUEST);
    }

    static RequestHead request(byte[] bytes, HeadLimits limits) throws IOException {
        ByteSource source = new ByteSource(new ByteArrayInputStream(bytes));
        int length = new HeadScanner(limits, 414).await(source);
        if (length < 0) {
            throw new TruncatedException("nothing");
        }
        RequestHead head = new RequestHead();
        head.parse(source.buffer(), source.position(), source.position() + length, limits);
        return head;
    }

    static ResponseHead response(String text) throws IOException {
        return response(bytes(text));
    }

    static ResponseHead response(byte[] bytes) throws IOException {
        ByteSource source = new ByteSource(new ByteArrayInputStream(bytes));
        int length = new HeadScanner(HeadLimits.RESPONSE, 400).await(source);
        if (length < 0) {
            throw new TruncatedException("nothing");
        }
        ResponseHead head = new ResponseHead();
        head.parse(source.buffer(), source.position(), source.position() + length, HeadLimits.RESPONSE);
        return head;
    }
}
