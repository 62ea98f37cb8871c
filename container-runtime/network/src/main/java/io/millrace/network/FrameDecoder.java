package io.millrace.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/**
 * Cuts what comes into frames: without their length. A frame that says that it is longer than may be now is refused as soon
 * as its length is there, before any of it is kept.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private int lengthMax;

    FrameDecoder(int lengthMax) {
        this.lengthMax = lengthMax;
    }

    void allow(int length) {
        lengthMax = length;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < Frames.LENGTH_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 1 || length > lengthMax) {
            in.skipBytes(in.readableBytes());
            throw new CorruptedFrameException("a frame of " + length + " bytes, expected 1 to " + lengthMax);
        }
        if (in.readableBytes() >= Frames.LENGTH_BYTES + length) {
            in.skipBytes(Frames.LENGTH_BYTES);
            out.add(in.readRetainedSlice(length));
        }
    }
}
