package io.millrace.network;

import static io.millrace.network.Nodes.listen;
import static io.millrace.network.Nodes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.control.Address;
import io.millrace.testing.seeds.Seeds;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What plain sockets without the secret get out of a node: nothing but random bytes, and not for long. */
class StrangersTest {
    private final Nodes nodes = new Nodes();
    private final NetworkNode node = nodes.start("b");
    private final List<Nodes.Received> received = listen(node);

    @AfterEach
    void close() {
        assertThat(received).isEmpty();
        nodes.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", node.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Reads until the end, which must come. */
    private static byte[] readAll(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    private static void frame(Socket socket, byte[] bytes) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    private static byte[] frame(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return in.readNBytes(in.readInt());
    }

    @ParameterizedTest
    @Seeds(20)
    void closesOnGarbage(long seed, int size) throws IOException {
        Random random = new Random(seed);
        byte[] garbage = new byte[4 + random.nextInt(1000 + size)];
        random.nextBytes(garbage);
        garbage[0] = (byte) (1 + random.nextInt(255)); // a length of more than 16 million, or less than nothing
        try (Socket socket = connect()) {
            socket.getOutputStream().write(garbage);
            assertThat(readAll(socket)).isEmpty();
        }
    }

    @Test
    void closesOnALengthThatIsTooLarge() throws IOException {
        try (Socket socket = connect()) {
            new DataOutputStream(socket.getOutputStream()).writeInt(Handshake.FRAME_BYTES_MAX + 1);
            assertThat(readAll(socket)).isEmpty();
        }
    }

    @Test
    void closesOnAProofWithAnotherSecretWithoutAWord() throws IOException {
        Handshake.Dialer dialer = new Handshake.Dialer(Secret.random(), 1, ConnectionKind.CONTROL, "a", "b");
        try (Socket socket = connect()) {
            frame(socket, dialer.hello());
            frame(socket, dialer.challenged(frame(socket)));
            assertThat(readAll(socket)).isEmpty();
        } catch (HandshakeFailedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysNothingButRandomBytesBeforeTheProof() throws IOException {
        Handshake.Dialer dialer = new Handshake.Dialer(Secret.random(), 7, ConnectionKind.CONTROL, "a", "b");
        try (Socket socket = connect()) {
            frame(socket, dialer.hello());
            assertThat(frame(socket)).hasSize(32);
            frame(socket, new byte[32]);
            assertThat(readAll(socket)).isEmpty();
        }
    }

    @Test
    void closesOnMessagesWithoutAProof() throws IOException {
        byte[] whole = ControlHandler.whole(new Address("b", "actor"), message("evil"));
        Handshake.Dialer dialer = new Handshake.Dialer(Secret.random(), 1, ConnectionKind.CONTROL, "a", "b");
        try (Socket socket = connect()) {
            frame(socket, dialer.hello());
            frame(socket, whole);
            frame(socket, whole);
            assertThat(frame(socket)).hasSize(32);
            assertThat(readAll(socket)).isEmpty();
        }
    }

    @Test
    void closesAProofThatIsReplayed() throws IOException, HandshakeFailedException {
        Handshake.Dialer dialer = new Handshake.Dialer(Nodes.SECRET, 1, ConnectionKind.CONTROL, "a", "b");
        byte[] proof;
        try (Socket socket = connect()) {
            frame(socket, dialer.hello());
            proof = dialer.challenged(frame(socket));
            frame(socket, proof);
            dialer.answered(frame(socket));
        }
        try (Socket socket = connect()) {
            frame(socket, dialer.hello());
            frame(socket);
            frame(socket, proof);
            assertThat(readAll(socket)).isEmpty();
        }
    }

    @Test
    void doesNotWaitLongForSlowOnes() throws IOException {
        NetworkSettings base = Nodes.settings();
        NetworkSettings impatient = new NetworkSettings(
                base.bindHost(),
                base.ports(),
                1,
                base.messageBytesMax(),
                base.outboxBytesMax(),
                base.connectTimeout(),
                Duration.ofMillis(50),
                16,
                base.retryMin(),
                base.retryMax(),
                base.pingInterval(),
                base.silenceMax());
        NetworkNode slow = nodes.start("c", impatient, Nodes.SECRET);
        try (Socket socket = new Socket("127.0.0.1", slow.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(new byte[] {0, 0}); // half a length, and then nothing
            assertThat(readAll(socket)).isEmpty();
        }
        await().until(() -> slow.strangers() == 0);
    }

    @Test
    void keepsFewOfThoseWhoProveNothing() throws IOException {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            silent.add(connect());
        }
        await().until(() -> node.strangers() == 16);
        int closed = 0;
        for (Socket socket : silent.subList(0, 24)) {
            assertThat(readAll(socket)).isEmpty();
            closed++;
        }
        assertThat(closed).isEqualTo(24);
        // One of the application's own still gets in.
        NetworkNode friend = nodes.start("friend");
        List<Nodes.Received> answers = listen(friend);
        node.receiveWith((to, message) -> node.send(new Address("friend", "x"), message));
        friend.knows("b", "127.0.0.1", node.port());
        friend.send(new Address("b", "x"), message("hello"));
        await().until(() -> answers.size() == 1);
        for (Socket socket : silent) {
            socket.close();
        }
    }
}
