package io.millrace.taskmanager.exchange.remote;

import io.millrace.network.ElementStreams.StreamElement;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.WrittenBatch;
import java.nio.ByteBuffer;

/** Elements of channels as elements of streams: the kind says which, a watermark has 8 bytes, a barrier 16, a signal none; see {@link SuperstepBytes} for those of loops. */
final class Wire {
    private static final byte BATCH = 0;
    private static final byte WATERMARK = 1;
    private static final byte IDLE = 2;
    private static final byte ACTIVE = 3;
    private static final byte END = 4;
    private static final byte BARRIER = 5;
    private static final byte SUPERSTEP_BEGIN = 6;
    private static final byte SUPERSTEP_END = 7;
    private static final byte[] NOTHING = new byte[0];

    private Wire() {}

    static StreamElement write(Element element) {
        if (element instanceof WrittenBatch batch) {
            return new StreamElement(BATCH, batch.bytes(), batch.length(), false, batch.sent());
        }
        if (element instanceof Element.Watermark watermark) {
            byte[] time =
                    ByteBuffer.allocate(Long.BYTES).putLong(watermark.time()).array();
            return new StreamElement(WATERMARK, time, time.length, false);
        }
        if (element instanceof Element.Barrier barrier) {
            byte[] numbers = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(barrier.checkpoint())
                    .putLong(barrier.timestamp())
                    .array();
            return new StreamElement(BARRIER, numbers, numbers.length, false);
        }
        if (element instanceof Element.SuperstepBegin begin) {
            byte[] bytes = SuperstepBytes.of(begin);
            return new StreamElement(SUPERSTEP_BEGIN, bytes, bytes.length, false);
        }
        if (element instanceof Element.SuperstepEnd end) {
            byte[] bytes = SuperstepBytes.of(end);
            return new StreamElement(SUPERSTEP_END, bytes, bytes.length, false);
        }
        if (element instanceof Element.Signal signal) {
            return switch (signal) {
                case IDLE -> new StreamElement(IDLE, NOTHING, 0, false);
                case ACTIVE -> new StreamElement(ACTIVE, NOTHING, 0, false);
                case END -> new StreamElement(END, NOTHING, 0, true);
            };
        }
        throw new IllegalStateException("a batch was sent before its channel was announced to the network");
    }

    static Element read(byte kind, byte[] bytes) {
        return switch (kind) {
            case BATCH -> new WrittenBatch(bytes, bytes.length);
            case WATERMARK -> new Element.Watermark(ByteBuffer.wrap(bytes).getLong());
            case IDLE -> Element.Signal.IDLE;
            case ACTIVE -> Element.Signal.ACTIVE;
            case END -> Element.Signal.END;
            case BARRIER -> barrier(ByteBuffer.wrap(bytes));
            case SUPERSTEP_BEGIN -> SuperstepBytes.begin(bytes);
            case SUPERSTEP_END -> SuperstepBytes.end(bytes);
            default -> throw new IllegalArgumentException("there is no kind " + kind + " of elements");
        };
    }

    private static Element barrier(ByteBuffer numbers) {
        return new Element.Barrier(numbers.getLong(), numbers.getLong());
    }
}
