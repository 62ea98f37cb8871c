package io.millrace.datastream.feedback;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All channels of this JVM. A channel is there from the first end that opens it to the last that closes it; an input that has
 * ended before the other ends have opened leaves it to them. Thread-safe.
 */
public final class FeedbackChannels {
    private record Shared(FeedbackChannel channel, int ends) {}

    private static final Map<FeedbackKey, Shared> CHANNELS = new ConcurrentHashMap<>();

    private FeedbackChannels() {}

    /** Each call wants one call of {@link #close}. */
    public static FeedbackChannel open(FeedbackKey key) {
        return CHANNELS.merge(
                        key,
                        new Shared(new FeedbackChannel(FeedbackChannel.MEMORY_BYTES), 1),
                        (known, ignored) -> new Shared(known.channel(), known.ends() + 1))
                .channel();
    }

    /** @param leaveIt whether the channel stays, even if nobody has it open now */
    public static void close(FeedbackKey key, boolean leaveIt) {
        CHANNELS.computeIfPresent(
                key,
                (k, known) -> known.ends() == 1 && !leaveIt ? null : new Shared(known.channel(), known.ends() - 1));
    }
}
