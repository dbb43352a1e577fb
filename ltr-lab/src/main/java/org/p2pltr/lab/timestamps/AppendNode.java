package org.p2pltr.lab.timestamps;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The least that three computers can do for a record: append it to a file, sync, and answer when
 * two of three have. No order between writers, no recovery: the yardstick, not a store.
 */
public final class AppendNode {
    private final FileChannel file;
    private final List<Integer> followers;

    private AppendNode(FileChannel file, List<Integer> followers) {
        this.file = file;
        this.followers = List.copyOf(followers);
    }

    /**
     * Appends to a file what is sent to a port of this computer, which is told on a line of the
     * output, until the input ends; a leader passes each record to its followers' ports first.
     */
    public static void serve(Path path, List<Integer> followers) throws IOException {
        try (FileChannel file =
                        FileChannel.open(
                                path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                ServerSocket port = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            AppendNode node = new AppendNode(file, followers);
            Thread.ofPlatform().daemon().start(() -> node.letIn(port));
            System.out.println(port.getLocalPort());
            while (System.in.read() >= 0) {
                // Nothing is asked: the end of the input is the end.
            }
        }
    }

    private void letIn(ServerSocket port) {
        try {
            while (true) {
                Socket client = port.accept();
                Thread.ofPlatform().daemon().start(() -> attend(client));
            }
        } catch (IOException e) {
            // The port was closed: this node ends.
        }
    }

    private void attend(Socket client) {
        List<Follower> passedTo = new ArrayList<>();
        Semaphore stored = new Semaphore(0);
        try (Connection connection = new Connection(client)) {
            for (int port : followers) passedTo.add(Follower.at(port, stored));
            while (true) {
                byte[] bytes = connection.receive();
                for (Follower follower : passedTo) follower.connection().send(bytes);
                file.write(ByteBuffer.wrap(bytes));
                file.force(false);
                // Of two followers one is enough; the other's answer is taken before the next.
                if (!passedTo.isEmpty()) stored.acquire();
                connection.answer();
                if (!passedTo.isEmpty()) stored.acquire(passedTo.size() - 1);
            }
        } catch (EOFException e) {
            // The client has gone.
        } catch (IOException e) {
            System.err.println("a connection failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A follower's connection; each of its answers gives a permit. */
    private record Follower(Connection connection) {
        static Follower at(int port, Semaphore stored) throws IOException {
            Connection connection = Connection.to(port);
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try {
                            while (true) {
                                connection.awaitAnswer();
                                stored.release();
                            }
                        } catch (IOException e) {
                            // The follower has gone; whoever waits for a majority sees the other.
                        }
                    });
            return new Follower(connection);
        }
    }

    /** Records one way, one byte for each the other way. */
    static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }

        static Connection to(int port) throws IOException {
            return new Connection(new Socket(InetAddress.getLoopbackAddress(), port));
        }

        void send(byte[] bytes) throws IOException {
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }

        byte[] receive() throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return bytes;
        }

        void answer() throws IOException {
            out.write(1);
            out.flush();
        }

        void awaitAnswer() throws IOException {
            in.readByte();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
