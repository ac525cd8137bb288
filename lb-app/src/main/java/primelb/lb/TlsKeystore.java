package primelb.lb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate of the traffic port, read from a PKCS#12 file and read again when the file has changed: connections
 * that are open go on, new ones get the new certificate. Safe for any thread.
 */
final class TlsKeystore implements Supplier<SSLContext> {
    private static final System.Logger LOG = System.getLogger("primelb.lb");

    private final Path file;
    private final Optional<Path> passwordFile;
    private FileTime seen;
    private volatile SSLContext context;

    private TlsKeystore(Path file, Optional<Path> passwordFile) {
        this.file = file;
        this.passwordFile = passwordFile;
    }

    /**
     * Returns the keystore, read.
     *
     * @throws IOException if it cannot be read; the message names the file and what is wrong
     */
    static TlsKeystore open(Path file, Optional<Path> passwordFile) throws IOException {
        TlsKeystore keystore = new TlsKeystore(file, passwordFile);
        keystore.seen = Files.getLastModifiedTime(file);
        keystore.context = keystore.read();
        return keystore;
    }

    @Override
    public SSLContext get() {
        return context;
    }

    /** Reads the file again if it has changed; one that cannot be used leaves the former in force, and says so. */
    synchronized void reloadIfChanged() {
        try {
            FileTime now = Files.getLastModifiedTime(file);
            if (now.equals(seen)) {
                return;
            }
            seen = now;
            context = read();
            LOG.log(System.Logger.Level.INFO, "LB_TLS_KEYSTORE {0}: read again, new connections use it", file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "LB_TLS_KEYSTORE {0}: {1}; the certificate before stays in force", file,
                    reason(e));
        }
    }

    /** Returns what is wrong with a file, in words. */
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file: " + missing.getMessage();
            case EOFException cut -> "the file is cut short, or no keystore";
            default -> e.getMessage();
        };
    }

    private SSLContext read() throws IOException {
        char[] password = password();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys.getKeyManagers(), null, null);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException("not a usable PKCS#12 keystore: " + e.getMessage(), e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private char[] password() throws IOException {
        return passwordFile.isEmpty() ? new char[0] : Files.readString(passwordFile.get()).strip().toCharArray();
    }
}
