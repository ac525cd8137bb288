package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import primelb.core.testing.TestCertificate;

class TlsKeystoreTest {
    @TempDir
    Path folder;

    private TestCertificate certificate;
    private Path password;

    @BeforeEach
    void makeCertificate() throws Exception {
        certificate = TestCertificate.make(folder, "localhost");
        password = Files.writeString(folder.resolve("password"), certificate.password() + "\n");
    }

    private TlsKeystore open() throws IOException {
        return TlsKeystore.open(certificate.keystore(), Optional.of(password));
    }

    private void touch(long seconds) throws IOException {
        FileTime time = Files.getLastModifiedTime(certificate.keystore());
        Files.setLastModifiedTime(certificate.keystore(), FileTime.fromMillis(time.toMillis() + seconds * 1000));
    }

    @Test
    void isReadAgainOnlyWhenTheFileHasChanged() throws IOException {
        TlsKeystore keystore = open();
        SSLContext first = keystore.get();
        keystore.reloadIfChanged();
        assertSame(first, keystore.get());
        touch(2);
        keystore.reloadIfChanged();
        assertNotSame(first, keystore.get());
    }

    @Test
    void aDamagedFileLeavesTheFormerCertificateInForce() throws IOException {
        TlsKeystore keystore = open();
        SSLContext first = keystore.get();
        Files.writeString(certificate.keystore(), "not a keystore");
        touch(2);
        keystore.reloadIfChanged();
        assertSame(first, keystore.get());
        Files.delete(certificate.keystore());
        keystore.reloadIfChanged();
        assertSame(first, keystore.get());
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Files.writeString(password, "wrong");
        String wrong = assertThrows(IOException.class, this::open).getMessage();
        assertTrue(wrong.contains("password"), wrong);
        Path missing = folder.resolve("missing.p12");
        IOException none = assertThrows(IOException.class, () -> TlsKeystore.open(missing, Optional.empty()));
        String message = StartFailedException.keystore(missing, none).getMessage();
        assertTrue(message.contains("no such file") && message.contains("LB_TLS_KEYSTORE"), message);
    }
}
