package io.millrace.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.network.ElementStreams.StreamElement;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ElementStreamsTest {
    private final Nodes nodes = new Nodes();

    @AfterEach
    void close() {
        nodes.close();
    }

    /** A sender that has all its elements at once, or gets them bit by bit. */
    private static class Sent implements ElementStreams.Source {
        final Queue<StreamElement> queue = new ConcurrentLinkedQueue<>();
        final AtomicInteger polled = new AtomicInteger();
        volatile boolean cancelled;
        volatile @Nullable String broken;

        @Override
        public @Nullable StreamElement poll() {
            StreamElement next = queue.poll();
            polled.addAndGet(next == null ? 0 : 1);
            return next;
        }

        @Override
        public void cancelled() {
            cancelled = true;
        }

        @Override
        public void broken(String reason) {
            broken = reason;
        }
    }

    private static final class Got implements ElementStreams.Receiver {
        final List<byte[]> elements = new CopyOnWriteArrayList<>();
        final List<Byte> kinds = new CopyOnWriteArrayList<>();
        volatile @Nullable String broken;

        @Override
        public void arrived(IncomingStream stream, byte kind, byte[] bytes) {
            kinds.add(kind);
            elements.add(bytes);
        }

        @Override
        public void broken(String reason) {
            broken = reason;
        }
    }

    private static StreamElement element(int kind, byte[] bytes, boolean last) {
        return new StreamElement((byte) kind, bytes, bytes.length, last);
    }

    private static byte[] name(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Map<String, OutgoingStream> serving(NetworkNode node, Map<String, Sent> sources) {
        Map<String, OutgoingStream> opened = new ConcurrentHashMap<>();
        node.streams().serve((bytes, stream) -> {
            String name = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
            opened.put(name, stream);
            Sent source = sources.get(name);
            if (source != null) {
                stream.feed(source);
            }
        });
        return opened;
    }

    private NetworkNode[] pair() {
        NetworkNode a = nodes.start("a");
        NetworkNode b = nodes.start("b");
        a.knows("b", "127.0.0.1", b.port());
        b.knows("a", "127.0.0.1", a.port());
        return new NetworkNode[] {a, b};
    }

    @ParameterizedTest
    @Seeds(15)
    void bringsAllElementsOfManyStreamsBothWaysInOrder(long seed, int size) {
        Random random = new Random(seed);
        NetworkNode[] pair = pair();
        List<Map<String, Sent>> sources = List.of(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        Map<String, List<byte[]>> expected = new ConcurrentHashMap<>();
        for (int i = 0; i < 1 + size; i++) {
            String name = "stream " + i;
            Sent source = new Sent();
            List<byte[]> elements = new ArrayList<>();
            int count = 1 + random.nextInt(20);
            for (int j = 0; j < count; j++) {
                int bytes = random.nextInt(8) == 0 ? random.nextInt(200_000) : random.nextInt(100);
                byte[] element = new byte[bytes];
                random.nextBytes(element);
                elements.add(element);
                source.queue.add(element(j % 100, element, j == count - 1));
            }
            expected.put(name, elements);
            sources.get(i % 2).put(name, source);
        }
        serving(pair[0], sources.get(0));
        serving(pair[1], sources.get(1));
        Map<String, Got> got = new ConcurrentHashMap<>();
        for (int side = 0; side < 2; side++) {
            NetworkNode receiver = pair[1 - side];
            String sender = pair[side].name();
            for (String name : sources.get(side).keySet()) {
                Got here = new Got();
                got.put(name, here);
                IncomingStream stream = receiver.streams().open(sender, name(name), 1 + random.nextInt(3), here);
                // Each element is paid for when it is there: some of them late.
                int count = expected.get(name).size();
                new Thread(() -> {
                            for (int i = 1; i < count; i++) {
                                int due = i;
                                await().until(() -> here.elements.size() >= due || here.broken != null);
                                stream.credit(1);
                            }
                        })
                        .start();
            }
        }
        for (Map.Entry<String, Got> one : got.entrySet()) {
            List<byte[]> wanted = expected.get(one.getKey());
            await().until(() -> one.getValue().elements.size() == wanted.size());
            for (int i = 0; i < wanted.size(); i++) {
                assertThat(one.getValue().elements.get(i)).isEqualTo(wanted.get(i));
                assertThat(one.getValue().kinds.get(i)).isEqualTo((byte) (i % 100));
            }
            assertThat(one.getValue().broken).isNull();
        }
    }

    @Test
    void takesNoMoreFromTheSourceThanTheReceiverHasRoomFor() {
        NetworkNode[] pair = pair();
        Sent slow = new Sent();
        Sent fast = new Sent();
        for (int i = 0; i < 100; i++) {
            slow.queue.add(element(0, new byte[10_000], false));
            fast.queue.add(element(0, new byte[10_000], i == 99));
        }
        serving(pair[0], Map.of("slow", slow, "fast", fast));
        Got atSlow = new Got();
        Got atFast = new Got();
        IncomingStream stream = pair[1].streams().open("a", name("slow"), 3, atSlow);
        pair[1].streams().open("a", name("fast"), 100, atFast);
        await().until(() -> atFast.elements.size() == 100 && atSlow.elements.size() == 3);
        assertThat(slow.polled.get()).isEqualTo(3);
        stream.credit(2);
        await().until(() -> atSlow.elements.size() == 5);
        assertThat(slow.polled.get()).isEqualTo(5);
    }

    @Test
    void waitsForASourceThatIsNamedLater() {
        NetworkNode[] pair = pair();
        Map<String, OutgoingStream> opened = serving(pair[0], Map.of());
        Got got = new Got();
        pair[1].streams().open("a", name("late"), 5, got);
        await().until(() -> opened.containsKey("late"));
        Sent source = new Sent();
        opened.get("late").feed(source);
        source.queue.add(element(1, new byte[] {1}, false));
        opened.get("late").ready();
        await().until(() -> got.elements.size() == 1);
        source.queue.add(element(2, new byte[] {2}, true));
        opened.get("late").ready();
        await().until(() -> got.elements.size() == 2);
        assertThat(got.kinds).containsExactly((byte) 1, (byte) 2);
    }

    @Test
    void tellsBothEndsWhenTheConnectionIsLost() {
        NetworkNode[] pair = pair();
        Sent source = new Sent();
        source.queue.add(element(0, new byte[1], false));
        serving(pair[0], Map.of("one", source));
        Got got = new Got();
        pair[1].streams().open("a", name("one"), 5, got);
        await().until(() -> got.elements.size() == 1);
        pair[1].close();
        await().until(() -> source.broken != null);
        assertThat(source.broken)
                .startsWith("the connection with node b at /127.0.0.1:")
                .endsWith("was lost");
        await().until(() -> got.broken != null);
        assertThat(got.broken)
                .startsWith("the connection with node a at /127.0.0.1:")
                .endsWith("was lost");
    }

    @Test
    void forgetsAStreamThatIsCancelled() {
        NetworkNode[] pair = pair();
        Sent source = new Sent();
        source.queue.add(element(0, new byte[100_000], false));
        Map<String, OutgoingStream> opened = serving(pair[0], Map.of("one", source));
        Got got = new Got();
        IncomingStream stream = pair[1].streams().open("a", name("one"), 5, got);
        await().until(() -> got.elements.size() == 1);
        stream.cancel();
        await().until(() -> source.cancelled);
        source.queue.add(element(0, new byte[1], true));
        opened.get("one").ready();
        Got other = new Got();
        Sent second = new Sent();
        second.queue.add(element(0, new byte[1], true));
        pair[1].streams().open("a", name("two"), 1, other);
        await().until(() -> opened.containsKey("two"));
        opened.get("two").feed(second);
        await().until(() -> other.elements.size() == 1);
        assertThat(got.elements).hasSize(1);
        assertThat(source.polled.get()).isEqualTo(1);
        assertThat(source.broken).isNull();
    }

    @Test
    void tellsTheReceiverWhyThereIsNoSuchStream() {
        NetworkNode[] pair = pair();
        pair[0].streams().serve((bytes, stream) -> stream.refuse("it is lost"));
        Got got = new Got();
        pair[1].streams().open("a", name("one"), 5, got);
        await().until(() -> got.broken != null);
        assertThat(got.broken).isEqualTo("it is lost");
    }

    @Test
    void tellsTheReceiverOfASourceThatFails() {
        NetworkNode[] pair = pair();
        Sent failing = new Sent() {
            @Override
            public StreamElement poll() {
                throw new IllegalStateException("the disk is gone");
            }
        };
        serving(pair[0], Map.of("one", failing));
        Got got = new Got();
        pair[1].streams().open("a", name("one"), 5, got);
        await().until(() -> got.broken != null && failing.broken != null);
        assertThat(got.broken).isEqualTo("the disk is gone");
        assertThat(failing.broken).isEqualTo("the disk is gone");
    }

    @Test
    void saysThatANodeCannotBeReached() {
        NetworkNode b = nodes.start("b");
        Got unknown = new Got();
        b.streams().open("nobody", name("x"), 1, unknown);
        Got deaf = new Got();
        b.knows("a", "127.0.0.1", 1); // nobody listens there
        b.streams().open("a", name("x"), 1, deaf);
        await().until(() -> unknown.broken != null && deaf.broken != null);
        assertThat(unknown.broken).isEqualTo("nobody said where node nobody listens");
        assertThat(deaf.broken).startsWith("node a cannot be reached at 127.0.0.1");
    }

    @Test
    void bringsNoStreamWithoutTheSecret() {
        NetworkNode a = nodes.start("a");
        Sent source = new Sent();
        source.queue.add(element(0, new byte[1], true));
        Map<String, OutgoingStream> opened = serving(a, Map.of("one", source));
        NetworkNode stranger = nodes.start("stranger", Nodes.settings(), Secret.random());
        stranger.knows("a", "127.0.0.1", a.port());
        Got got = new Got();
        stranger.streams().open("a", name("one"), 1, got);
        await().until(() -> got.broken != null);
        assertThat(opened).isEmpty();
        assertThat(source.polled.get()).isZero();
    }
}
