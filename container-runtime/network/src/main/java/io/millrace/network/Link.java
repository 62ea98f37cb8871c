package io.millrace.network;

import io.millrace.network.ElementStreams.Source;
import io.millrace.network.ElementStreams.StreamElement;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data connection with all streams on it, in both directions. All but {@link #run} is used on the connection's event loop.
 *
 * <p>Streams that have something to send and credit for it stand in line. The first one sends one part and goes to the end
 * of the line, as long as the socket takes more: what it does not take stays where it came from.
 */
final class Link extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** Several small frames go in one piece of memory and, mostly, one call of the system. */
    private static final int GATHERED_BYTES = 64 * 1024;

    /** How often the socket's memory is filled before what comes in is looked at. */
    private static final int ROUNDS_MAX = 16;

    private static final int ELEMENT_HEAD_BYTES = Integer.BYTES + 1;
    private static final int FIRST_HEAD_BYTES = 1 + Integer.BYTES;

    private final String peer;
    private final Channel channel;
    private final ElementStreams.Server server;
    private final Consumer<Link> gone;
    private final IntObjectMap<IncomingStream> incoming = new IntObjectHashMap<>();
    private final IntObjectMap<OutgoingStream> outgoing = new IntObjectHashMap<>();
    private final ArrayDeque<OutgoingStream> line = new ArrayDeque<>();
    private int opened;
    private boolean pumping;
    private boolean reading;
    private String lost = "";

    /** @param gone called when the connection is closed and all streams have heard of it */
    Link(String peer, Channel channel, ElementStreams.Server server, Consumer<Link> gone) {
        this.peer = peer;
        this.channel = channel;
        this.server = server;
        this.gone = gone;
    }

    String peer() {
        return peer;
    }

    void run(Runnable step) {
        try {
            channel.eventLoop().execute(step);
        } catch (RejectedExecutionException e) {
            LOG.debug("the connection with node {} is closed with this node", peer, e);
        }
    }

    // The receiver's side.

    void open(IncomingStream stream) {
        if (!stream.attach(this)) {
            return;
        }
        if (!channel.isActive()) {
            stream.receiver.broken(lossMessage());
            return;
        }
        stream.number = opened++;
        incoming.put(stream.number, stream);
        ByteBuf frame = Frames.begin(channel.alloc(), Frames.OPEN, 2 * Integer.BYTES + stream.name.length)
                .writeInt(stream.number)
                .writeInt(stream.credits)
                .writeBytes(stream.name);
        send(frame);
    }

    void credit(IncomingStream stream, int more) {
        if (incoming.get(stream.number) == stream) {
            send(Frames.begin(channel.alloc(), Frames.CREDIT, 2 * Integer.BYTES)
                    .writeInt(stream.number)
                    .writeInt(more));
        }
    }

    void cancel(IncomingStream stream) {
        if (incoming.get(stream.number) == stream) {
            incoming.remove(stream.number);
            send(Frames.begin(channel.alloc(), Frames.CANCEL, Integer.BYTES).writeInt(stream.number));
        }
    }

    private void element(ByteBuf frame) throws IOException {
        int number = frame.readInt();
        byte flags = frame.readByte();
        IncomingStream stream = incoming.get(number);
        if (stream == null) {
            return; // cancelled, and the sender had not heard of it
        }
        if ((flags & Frames.FIRST) != 0) {
            stream.kind = frame.readByte();
            int length = frame.readInt();
            if (length < 0) {
                throw new IOException("an element of " + length + " bytes");
            }
            stream.filled = 0;
            stream.filling = room(length, stream);
        }
        byte[] filling = stream.filling;
        int part = frame.readableBytes();
        if (filling == null) {
            return; // there was no memory for it, and it is cancelled
        }
        if (part > filling.length - stream.filled) {
            throw new IOException("a part of an element that does not fit");
        }
        frame.readBytes(filling, stream.filled, part);
        stream.filled += part;
        if ((flags & Frames.END) != 0) {
            incoming.remove(number);
        }
        if ((flags & Frames.LAST) != 0) {
            stream.filling = null;
            arrived(stream, filling);
        }
    }

    private byte @Nullable [] room(int length, IncomingStream stream) {
        try {
            return new byte[length];
        } catch (OutOfMemoryError e) {
            cancel(stream);
            stream.receiver.broken("no memory for an element of " + length + " bytes from node " + peer
                    + ": give the TaskManager a larger heap, or make the records smaller");
            return null;
        }
    }

    private void arrived(IncomingStream stream, byte[] bytes) {
        if (stream.isCancelled()) {
            return;
        }
        try {
            stream.receiver.arrived(stream, stream.kind, bytes);
        } catch (RuntimeException e) {
            LOG.error("what came from node {} was not taken", peer, e);
            cancel(stream);
            stream.receiver.broken("what came from node " + peer + " was not taken: " + e);
        }
    }

    // The sender's side.

    void feed(OutgoingStream stream, Source from) {
        if (outgoing.get(stream.number) != stream) {
            if (stream.ended) {
                from.cancelled();
            } else {
                from.broken(lossMessage());
            }
            return;
        }
        stream.source = from;
        ready(stream);
    }

    void ready(OutgoingStream stream) {
        enqueue(stream);
        if (!reading) {
            pump();
        }
    }

    private void enqueue(OutgoingStream stream) {
        boolean maySend = stream.source != null && (stream.credits > 0 || stream.element != null);
        if (maySend && !stream.inLine && outgoing.get(stream.number) == stream) {
            stream.inLine = true;
            line.add(stream);
        }
    }

    /** The stream ends before its last element. */
    void end(OutgoingStream stream, String reason) {
        if (outgoing.get(stream.number) != stream) {
            return;
        }
        outgoing.remove(stream.number);
        stream.ended = true;
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int bytes = Math.min(text.length, Frames.PART_BYTES);
        send(Frames.begin(channel.alloc(), Frames.BROKEN, Integer.BYTES + bytes)
                .writeInt(stream.number)
                .writeBytes(text, 0, bytes));
    }

    private void pump() {
        if (pumping) {
            return; // a flush that makes room calls, and a source that is polled may
        }
        pumping = true;
        int rounds = 0;
        do {
            gather();
            channel.flush();
        } while (++rounds < ROUNDS_MAX && channel.isWritable() && !line.isEmpty());
        pumping = false;
        if (channel.isWritable() && !line.isEmpty()) {
            run(this::pump); // what came in meanwhile has its turn first
        }
    }

    /** Writes what the streams in line have, until the socket's memory is full. */
    private void gather() {
        ByteBuf gathered = null;
        while (channel.isWritable() && !line.isEmpty()) {
            OutgoingStream stream = line.remove();
            stream.inLine = false;
            if (outgoing.get(stream.number) == stream && hasElement(stream)) {
                gathered = gathered == null ? channel.alloc().ioBuffer(GATHERED_BYTES) : gathered;
                sendPart(stream, gathered);
                enqueue(stream);
                if (gathered.writableBytes() < Frames.BODY_OFFSET + Frames.LENGTH_MAX) {
                    Quietly.write(channel, gathered);
                    gathered = null;
                }
            }
        }
        if (gathered != null) {
            Quietly.write(channel, gathered);
        }
    }

    private boolean hasElement(OutgoingStream stream) {
        Source source = stream.source;
        if (stream.element != null || source == null) {
            return stream.element != null;
        }
        try {
            stream.element = source.poll();
        } catch (RuntimeException | OutOfMemoryError e) {
            end(stream, String.valueOf(e.getMessage()));
            source.broken(String.valueOf(e.getMessage()));
            return false;
        }
        if (stream.element == null) {
            return false;
        }
        stream.sent = 0;
        stream.credits--;
        return true;
    }

    private void sendPart(OutgoingStream stream, ByteBuf into) {
        StreamElement element = stream.element;
        if (element == null) {
            return;
        }
        boolean first = stream.sent == 0;
        int part = Math.min(Frames.PART_BYTES, element.length() - stream.sent);
        boolean last = stream.sent + part == element.length();
        int head = ELEMENT_HEAD_BYTES + (first ? FIRST_HEAD_BYTES : 0);
        int flags = (first ? Frames.FIRST : 0) | (last ? Frames.LAST : 0) | (last && element.last() ? Frames.END : 0);
        into.writeInt(1 + head + part)
                .writeByte(Frames.ELEMENT)
                .writeInt(stream.number)
                .writeByte(flags);
        if (first) {
            into.writeByte(element.kind()).writeInt(element.length());
        }
        into.writeBytes(element.bytes(), stream.sent, part);
        stream.sent += part;
        if (last) {
            stream.element = null;
            element.sent().run();
            if (element.last()) {
                stream.ended = true;
                outgoing.remove(stream.number);
            }
        }
    }

    // The connection.

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf frame) throws IOException {
        reading = true;
        byte type = frame.readByte();
        switch (type) {
            case Frames.PING -> {}
            case Frames.ELEMENT -> element(frame);
            case Frames.CREDIT -> credited(frame.readInt(), frame.readInt());
            case Frames.OPEN -> opened(frame);
            case Frames.CANCEL -> cancelled(frame.readInt());
            case Frames.BROKEN -> broken(frame.readInt(), frame.toString(StandardCharsets.UTF_8));
            default -> throw new IOException("a frame of type " + type + " on a data connection");
        }
    }

    private void opened(ByteBuf frame) {
        OutgoingStream stream = new OutgoingStream(this, frame.readInt(), frame.readInt());
        byte[] name = new byte[frame.readableBytes()];
        frame.readBytes(name);
        outgoing.put(stream.number, stream);
        try {
            server.opened(name, stream);
        } catch (RuntimeException e) {
            LOG.error("node {} opened a stream that this node cannot understand", peer, e);
            end(stream, "it does not understand which stream is wanted: " + e);
        }
    }

    private void credited(int number, int more) {
        OutgoingStream stream = outgoing.get(number);
        if (stream != null) {
            stream.credits += more;
            ready(stream);
        }
    }

    private void cancelled(int number) {
        OutgoingStream stream = outgoing.remove(number);
        if (stream != null) {
            stream.ended = true;
            stream.element = null;
            if (stream.source != null) {
                stream.source.cancelled();
            }
        }
    }

    private void broken(int number, String reason) {
        IncomingStream stream = incoming.remove(number);
        if (stream != null) {
            stream.filling = null;
            stream.receiver.broken(reason);
        }
    }

    // What answers to several frames that came together goes together.
    private void send(ByteBuf frame) {
        Quietly.write(channel, frame);
        if (!reading) {
            channel.flush();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        pump();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            pump();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        List<IncomingStream> receiving = new ArrayList<>(incoming.values());
        List<OutgoingStream> sending = new ArrayList<>(outgoing.values());
        incoming.clear();
        outgoing.clear();
        line.clear();
        receiving.forEach(stream -> stream.receiver.broken(lossMessage()));
        for (OutgoingStream stream : sending) {
            stream.element = null;
            if (stream.source != null) {
                stream.source.broken(lossMessage());
            }
        }
        gone.accept(this);
    }

    private String lossMessage() {
        return "the connection with node " + peer + " at " + channel.remoteAddress() + " was lost"
                + (lost.isEmpty() ? "" : ": " + lost);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (lost.isEmpty()) {
            lost = root.toString();
            LOG.warn("the data connection with node {} at {} is closed: {}", peer, channel.remoteAddress(), lost, root);
        }
        Quietly.close(ctx);
    }
}
