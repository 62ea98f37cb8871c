package io.millrace.network;

import io.netty.channel.ChannelOutboundInvoker;

/**
 * Writes and closes without waiting for what becomes of it: a write that fails closes the connection, and that is what the
 * handlers hear of.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Quietly {
    private Quietly() {}

    static void write(ChannelOutboundInvoker to, Object message) {
        to.write(message);
    }

    static void close(ChannelOutboundInvoker connection) {
        connection.close();
    }
}
