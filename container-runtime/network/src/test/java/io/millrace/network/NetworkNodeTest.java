package io.millrace.network;

import static io.millrace.network.Nodes.listen;
import static io.millrace.network.Nodes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.control.Address;
import io.millrace.control.Message;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkNodeTest {
    private static final Address AT_B = new Address("b", "actor");

    private final Nodes nodes = new Nodes();

    @AfterEach
    void close() {
        nodes.close();
    }

    @Test
    void bringsMessagesInOrder() {
        NetworkNode a = nodes.start("a");
        NetworkNode b = nodes.start("b");
        List<Nodes.Received> received = listen(b);
        a.knows("b", "127.0.0.1", b.port());
        List<Message> sent =
                IntStream.range(0, 1000).mapToObj(i -> message("number " + i)).toList();
        sent.forEach(one -> a.send(AT_B, one));
        await().until(() -> received.size() == sent.size());
        assertThat(received).extracting(Nodes.Received::message).isEqualTo(sent);
        assertThat(received).extracting(Nodes.Received::to).containsOnly(AT_B);
    }

    @Test
    void answersOverTheConnectionThatTheOtherSideOpened() {
        NetworkNode a = nodes.start("a");
        NetworkNode b = nodes.start("b");
        List<Nodes.Received> atA = listen(a);
        b.receiveWith((to, message) -> b.send(new Address("a", "asker"), message));
        a.knows("b", "127.0.0.1", b.port());
        a.send(AT_B, message("ping"));
        await().until(() -> atA.size() == 1);
        assertThat(atA).containsExactly(new Nodes.Received(new Address("a", "asker"), message("ping")));
    }

    @Test
    void carriesAMessageOfManyMegabytes() {
        NetworkNode a = nodes.start("a");
        NetworkNode b = nodes.start("b");
        List<Nodes.Received> received = listen(b);
        a.knows("b", "127.0.0.1", b.port());
        String large = "0123456789abcdef".repeat(2 << 20);
        a.send(AT_B, message(large));
        a.send(AT_B, message("after"));
        await().until(() -> received.size() == 2);
        assertThat(received).extracting(Nodes.Received::message).isEqualTo(List.of(message(large), message("after")));
    }

    @Test
    void doesNotSendWhatIsLargerThanTheSettingAllows() {
        NetworkNode a = nodes.start("a");
        NetworkNode b = nodes.start("b");
        List<Nodes.Received> received = listen(b);
        a.knows("b", "127.0.0.1", b.port());
        a.send(AT_B, message("x".repeat(Nodes.settings().messageBytesMax())));
        a.send(AT_B, message("small"));
        await().until(() -> !received.isEmpty());
        assertThat(received).extracting(Nodes.Received::message).containsExactly(message("small"));
    }

    @Test
    void tellsOfANodeThatHasEnded() {
        NetworkNode a = nodes.start("a");
        NetworkNode b = nodes.start("b");
        List<String> cutOff = new CopyOnWriteArrayList<>();
        b.cutOffTo(cutOff::add);
        List<Nodes.Received> received = listen(b);
        a.knows("b", "127.0.0.1", b.port());
        a.send(AT_B, message("here"));
        await().until(() -> !received.isEmpty());
        assertThat(cutOff).isEmpty();
        a.close();
        await().until(() -> !cutOff.isEmpty());
        assertThat(cutOff).containsExactly("a");
    }

    @Test
    void findsANodeThatCameBackElsewhere() {
        NetworkNode a = nodes.start("a");
        NetworkNode first = nodes.start("b");
        List<Nodes.Received> atFirst = listen(first);
        a.knows("b", "127.0.0.1", first.port());
        a.send(AT_B, message("one"));
        await().until(() -> !atFirst.isEmpty());
        first.close();
        NetworkNode second = nodes.start("b");
        List<Nodes.Received> atSecond = listen(second);
        a.knows("b", "127.0.0.1", second.port());
        a.send(AT_B, message("two"));
        await().until(() -> !atSecond.isEmpty());
        assertThat(atSecond).extracting(Nodes.Received::message).containsExactly(message("two"));
    }

    @Test
    void reconnectsWhenThePeerIsBack() throws IOException {
        NetworkNode a = nodes.start("a");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        a.knows("b", "127.0.0.1", port);
        a.send(AT_B, message("into the void"));
        NetworkSettings there = new NetworkSettingsOf(Nodes.settings()).at(port);
        NetworkNode b = nodes.start("b", there, Nodes.SECRET);
        List<Nodes.Received> received = listen(b);
        await().until(() -> {
            a.send(AT_B, message("heartbeat"));
            return !received.isEmpty();
        });
        b.close();
        NetworkNode again = nodes.start("b", there, Nodes.SECRET);
        List<Nodes.Received> receivedAgain = listen(again);
        await().until(() -> {
            a.send(AT_B, message("heartbeat"));
            return !receivedAgain.isEmpty();
        });
    }

    @Test
    void dropsWhatIsSentToANodeThatNobodyKnows() {
        NetworkNode a = nodes.start("a");
        a.send(new Address("nowhere", "x"), message("lost"));
        a.knows("b", "127.0.0.1", 1); // nobody listens there
        for (int i = 0; i < 100; i++) {
            a.send(AT_B, message("x".repeat(1 << 20)));
        }
        NetworkNode c = nodes.start("c");
        List<Nodes.Received> received = listen(c);
        a.knows("c", "127.0.0.1", c.port());
        a.send(new Address("c", "x"), message("arrives"));
        await().until(() -> received.size() == 1);
    }

    @Test
    void bringsNothingBetweenNodesOfDifferentSecrets() {
        NetworkNode stranger = nodes.start("a", Nodes.settings(), Secret.random());
        NetworkNode friend = nodes.start("c");
        NetworkNode b = nodes.start("b");
        List<Nodes.Received> received = listen(b);
        stranger.knows("b", "127.0.0.1", b.port());
        friend.knows("b", "127.0.0.1", b.port());
        for (int i = 0; i < 20; i++) {
            stranger.send(AT_B, message("evil"));
        }
        friend.send(AT_B, message("good"));
        await().until(() -> !received.isEmpty() && b.strangers() == 0);
        assertThat(received).extracting(Nodes.Received::message).containsExactly(message("good"));
    }

    @Test
    void bringsNothingBetweenDifferentVersions() throws IOException {
        NetworkNode newer = nodes.add(NetworkNode.startAs(2, "a", Nodes.settings(), Nodes.SECRET));
        NetworkNode b = nodes.start("b");
        List<Nodes.Received> received = listen(b);
        List<Nodes.Received> atNewer = listen(newer);
        newer.knows("b", "127.0.0.1", b.port());
        b.knows("a", "127.0.0.1", newer.port());
        newer.send(AT_B, message("too new"));
        b.send(new Address("a", "x"), message("too old"));
        NetworkNode friend = nodes.start("c");
        friend.knows("b", "127.0.0.1", b.port());
        friend.send(AT_B, message("good"));
        await().until(() -> !received.isEmpty() && b.strangers() == 0 && newer.strangers() == 0);
        assertThat(received).extracting(Nodes.Received::message).containsExactly(message("good"));
        assertThat(atNewer).isEmpty();
    }

    @Test
    void listensWhereItIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            NetworkSettings there = new NetworkSettingsOf(Nodes.settings()).at(port);
            assertThatThrownBy(() -> NetworkNode.start("a", there, Nodes.SECRET))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("node a can listen at none of the ports " + port);
        }
        assertThat(PortRange.parse("50100-50102, 7").ports()).containsExactly(50100, 50101, 50102, 7);
        assertThatThrownBy(() -> PortRange.parse("9-3")).hasMessageContaining("actual='9-3'");
        assertThatThrownBy(() -> PortRange.parse("70000")).hasMessageContaining("actual='70000'");
    }

    /** Settings with another port. */
    private record NetworkSettingsOf(NetworkSettings base) {
        NetworkSettings at(int port) {
            return new NetworkSettings(
                    "",
                    PortRange.parse(Integer.toString(port)),
                    base.threads(),
                    base.messageBytesMax(),
                    base.outboxBytesMax(),
                    base.connectTimeout(),
                    base.handshakeTimeout(),
                    base.strangersMax(),
                    base.retryMin(),
                    base.retryMax(),
                    base.pingInterval(),
                    base.silenceMax());
        }
    }
}
