package primelb.core.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TLS 1.2 or 1.3 over a wire, after its handshake. One thread reads, one writes. */
final class TlsLayer {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] APPLICATION = {"http/1.1"};

    private final SSLSocket socket;

    private TlsLayer(SSLSocket socket) {
        this.socket = socket;
    }

    /** Does the handshake of a server and returns the layer. */
    static TlsLayer accept(SSLContext context, Socket below) throws IOException {
        SSLSocket socket = layered(context, below, null);
        socket.setUseClientMode(false);
        SSLParameters parameters = common(socket);
        parameters.setUseCipherSuitesOrder(true);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new TlsLayer(socket);
    }

    /** Does the handshake of a client, which checks that the certificate is for this host, and returns the layer. */
    static TlsLayer connect(SSLContext context, Socket below, String host) throws IOException {
        SSLSocket socket = layered(context, below, host);
        socket.setUseClientMode(true);
        SSLParameters parameters = common(socket);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new TlsLayer(socket);
    }

    private static SSLSocket layered(SSLContext context, Socket below, String host) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(below, host, below.getPort(), true);
    }

    private static SSLParameters common(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setApplicationProtocols(APPLICATION);
        return parameters;
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
