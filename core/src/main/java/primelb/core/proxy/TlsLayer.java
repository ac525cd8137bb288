package primelb.core.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import primelb.core.http.TlsClient;

/** TLS 1.2 or 1.3 over a wire, after its handshake. One thread reads, one writes. */
final class TlsLayer {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    /** In the order of our preference: a client that offers only HTTP/1.0 by ALPN is served, as it is without TLS. */
    private static final String[] APPLICATION = {"http/1.1", "http/1.0"};

    private final SSLSocket socket;

    private TlsLayer(SSLSocket socket) {
        this.socket = socket;
    }

    /** Does the handshake of a server and returns the layer. */
    static TlsLayer accept(SSLContext context, Socket below) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(below, null, below.getPort(), true);
        socket.setUseClientMode(false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setApplicationProtocols(APPLICATION);
        parameters.setUseCipherSuitesOrder(true);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new TlsLayer(socket);
    }

    /** Does the handshake of a client, which checks that the certificate is for this host, and returns the layer. */
    static TlsLayer connect(SSLContext context, Socket below, String host) throws IOException {
        return new TlsLayer(TlsClient.layer(context, below, host));
    }

    InputStream input() throws IOException {
        return socket.getInputStream();
    }

    OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    /** Tells the other side that nothing more comes, so that an end in order cannot be mistaken for a cut. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }
}
