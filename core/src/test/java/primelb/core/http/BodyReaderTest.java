package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    /** Gives at most so many bytes at a read, as a network would. */
    private static InputStream dripping(String text, int atOnce) {
        return new FilterInputStream(new ByteArrayInputStream(Heads.bytes(text))) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return super.read(bytes, offset, Math.min(atOnce, length));
            }
        };
    }

    private static String read(ByteSource source, Framing framing) throws IOException {
        BodyReader reader = new BodyReader(source, 4096, () -> { });
        reader.start(framing);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int n = reader.next(); n >= 0; n = reader.next()) {
            body.write(source.buffer(), reader.offset(), n);
        }
        assertEquals(-1, reader.next(), "the end stays the end");
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    private static String chunked(String text) throws IOException {
        return read(new ByteSource(dripping(text, Integer.MAX_VALUE)), Framing.Chunked.CHUNKED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void readsEveryFramingAndNotAByteMore(int atOnce) throws IOException {
        String large = "x".repeat(20_000);
        String text = "5;a=\"b\"\r\nhello\r\n0000A \t;c\r\n0123456789\r\n4e20\r\n" + large + "\r\n0\r\nT: u\r\nV:\r\n\r\nNEXT";
        ByteSource source = new ByteSource(dripping(text, atOnce));
        assertEquals("hello0123456789" + large, read(source, Framing.Chunked.CHUNKED));
        assertEquals("NEX", read(source, new Framing.Length(3)));
        assertEquals("", read(source, Framing.NONE));
        assertEquals("T", read(source, Framing.UntilClose.UNTIL_CLOSE));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "zz\r\n", "-1\r\n", "+1\r\n", "\r\n", ";x\r\n", "0x5\r\n", "5 \r\nhello\r\n", " 5\r\nhello\r\n", "5 x\r\nhello\r\n",
        "1000000000000000\r\n", "5\nhello\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhelloX\r\n0\r\n\r\n",
        "5\r\nhello\r\r\n0\r\n\r\n", "5\r\nhelloXXXXXX", "5;\0\r\nhello\r\n", "5;\r\r\nhello\r\n", "0\r\nbad\r\n\r\n",
        "0\r\n: x\r\n\r\n", "0\r\nA: \0\r\n\r\n", "0\r\n A: b\r\n\r\n", "0\n\n"})
    void refusesMalformedChunks(String text) {
        assertThrows(MalformedHttpException.class, () -> chunked(text));
    }

    @Test
    void limitsSizeLinesAndTrailers() throws IOException {
        assertEquals("", chunked("0;" + "x".repeat(254) + "\r\n\r\n"));
        assertThrows(MalformedHttpException.class, () -> chunked("0;" + "x".repeat(255) + "\r\n\r\n"));
        MalformedHttpException e = assertThrows(MalformedHttpException.class,
                () -> chunked("0\r\n" + ("A: " + "b".repeat(100) + "\r\n").repeat(100) + "\r\n"));
        assertEquals(431, e.status());
        assertThrows(MalformedHttpException.class, () -> chunked("0\r\nA: " + "b".repeat(10_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5\r\n", "5\r\nhel", "5\r\nhello", "5\r\nhello\r\n", "0\r\n", "0\r\nA: b\r\n"})
    void seesThatChunksWereCut(String text) {
        assertThrows(TruncatedException.class, () -> chunked(text));
    }

    @Test
    void seesThatALengthWasNotReached() {
        assertThrows(TruncatedException.class,
                () -> read(new ByteSource(dripping("abc", 2)), new Framing.Length(4)));
    }

    @Test
    void passesOnWhatItHasBeforeItWaits() throws IOException {
        ByteArrayOutputStream passedOn = new ByteArrayOutputStream();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        ByteSource source = new ByteSource(dripping("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 8));
        BodyReader reader = new BodyReader(source, 64, () -> {
            passedOn.writeBytes(pending.toByteArray());
            pending.reset();
        });
        reader.start(Framing.Chunked.CHUNKED);
        pending.write(source.buffer(), 0, 0);
        for (int n = reader.next(); passedOn.size() == 0; n = reader.next()) {
            pending.write(source.buffer(), reader.offset(), n);
        }
        assertEquals("abc", passedOn.toString(StandardCharsets.US_ASCII), "written before the second read");
    }
}
