package primelb.core.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * An open channel in the shape of a socket, so that TLS can be layered over it while deadlines and looks stay with the
 * {@link Wire}. Has what the JDK's layered TLS socket asks for, and no more.
 */
final class ChannelSocket extends Socket {
    private final EagerChannel owner;
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    ChannelSocket(EagerChannel owner, InputStream in, OutputStream out) {
        this.owner = owner;
        this.channel = owner.channel();
        this.in = in;
        this.out = out;
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public InetAddress getInetAddress() {
        return channel.socket().getInetAddress();
    }

    @Override
    public int getPort() {
        return channel.socket().getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return channel.socket().getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return channel.socket().getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return channel.socket().getRemoteSocketAddress();
    }

    @Override
    public int getSoTimeout() {
        // Deadlines are the wire's business.
        return 0;
    }

    @Override
    public void setSoTimeout(int timeout) {
        // See getSoTimeout.
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        owner.close();
    }
}
