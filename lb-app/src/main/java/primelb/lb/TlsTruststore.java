package primelb.lb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom to trust among servers with https URLs. */
final class TlsTruststore {
    private TlsTruststore() {
    }

    /**
     * Returns a context that trusts the certificates of a PKCS#12 file and nobody else.
     *
     * @throws IOException if the file cannot be read, or holds no certificate
     */
    static SSLContext read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, null);
            if (store.size() == 0) {
                throw new IOException("it holds no certificate that can be read without a password");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("not a usable PKCS#12 truststore: " + e.getMessage(), e);
        }
    }
}
