package io.millrace.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.seeds.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    @ParameterizedTest
    @Seeds(25)
    void cutsFramesWhateverThePiecesTheyComeIn(long seed, int size) {
        Random random = new Random(seed);
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(200));
        List<byte[]> frames = new ArrayList<>();
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < size + 1; i++) {
            byte[] frame = new byte[1 + random.nextInt(200)];
            random.nextBytes(frame);
            frames.add(frame);
            stream.writeInt(frame.length).writeBytes(frame);
        }
        while (stream.isReadable()) {
            channel.writeInbound(stream.readBytes(Math.min(stream.readableBytes(), 1 + random.nextInt(300))));
        }
        for (byte[] frame : frames) {
            ByteBuf cut = channel.readInbound();
            assertThat(ByteBufUtil.getBytes(cut)).isEqualTo(frame);
            cut.release();
        }
        assertThat((Object) channel.readInbound()).isNull();
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesALengthThatMayNotBeAsSoonAsItIsThere(int length) {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(200));
        ByteBuf four = Unpooled.buffer(4, 4).writeInt(length);
        assertThatThrownBy(() -> channel.writeInbound(four))
                .isInstanceOf(DecoderException.class)
                .hasMessageContaining("a frame of " + length + " bytes, expected 1 to 200");
        assertThat(four.refCnt()).as("nothing of it is kept").isZero();
        channel.finishAndReleaseAll();
    }

    @Test
    void allowsLargerFramesOnceItIsTold() {
        FrameDecoder decoder = new FrameDecoder(10);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        decoder.allow(1000);
        channel.writeInbound(Unpooled.buffer().writeInt(1000).writeZero(1000));
        ByteBuf frame = channel.readInbound();
        assertThat(frame.readableBytes()).isEqualTo(1000);
        frame.release();
        channel.finishAndReleaseAll();
    }
}
