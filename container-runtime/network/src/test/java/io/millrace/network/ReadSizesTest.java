package io.millrace.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator.Handle;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ReadSizesTest {
    private static Connections connections(String name, Map<String, Channel> established) {
        return new Connections(
                name,
                Nodes.settings(),
                Nodes.SECRET,
                1,
                (channel, kind, peer, dialed) -> established.put(name, channel));
    }

    /** As much as the channel would read next; on its event loop, as the channel asks. */
    private static int next(Channel channel) throws ExecutionException, InterruptedException {
        CompletableFuture<Integer> bytes = new CompletableFuture<>();
        channel.eventLoop().execute(() -> {
            Handle handle = channel.unsafe().recvBufAllocHandle();
            ByteBuf buffer = handle.allocate(channel.alloc());
            bytes.complete(buffer.writableBytes());
            buffer.release();
        });
        return bytes.get();
    }

    @Test
    void bothSidesOfAConnectionReadMoreAtOnceWhenTheyHaveProvedThemselves() throws Exception {
        Map<String, Channel> established = new ConcurrentHashMap<>();
        try (Connections a = connections("a", established);
                Connections b = connections("b", established)) {
            int port = b.listen();
            a.dial(ConnectionKind.DATA, "b", new InetSocketAddress("127.0.0.1", port), failure -> {
                assertThat(failure).isNull();
            });
            await().until(() -> established.size() == 2);
            for (Channel channel : established.values()) {
                // An adaptive size falls as the handshake's small frames come, but not to theirs.
                assertThat(next(channel)).isGreaterThan(ReadSizes.STRANGER_BYTES);
            }
        }
    }

    @Test
    void strangersFillNoMoreThanAFrameOfTheHandshake() {
        EmbeddedChannel channel = new EmbeddedChannel();
        ReadSizes sizes = ReadSizes.of(channel);
        Handle handle = channel.unsafe().recvBufAllocHandle();
        ByteBuf buffer = handle.allocate(channel.alloc());
        assertThat(buffer.maxCapacity()).isEqualTo(ReadSizes.STRANGER_BYTES);
        buffer.release();
        sizes.prove();
        assertThat(handle.guess()).isGreaterThan(ReadSizes.STRANGER_BYTES);
        channel.finishAndReleaseAll();
    }
}
