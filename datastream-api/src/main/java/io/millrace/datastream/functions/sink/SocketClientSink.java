package io.millrace.datastream.functions.sink;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.serialization.RuntimeContextInitializationContextAdapters;
import io.millrace.dataflow.serialization.SerializationSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends each record's bytes to a server. What was sent before a failure may be sent again. */
public class SocketClientSink<IN> extends RichSinkFunction<IN> {
    private static final long serialVersionUID = 1L;

    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final long RETRY_PAUSE_MS = 500;

    private final String hostName;
    private final int port;
    private final SerializationSchema<IN> schema;
    private final int maxNumRetries;
    private final boolean autoFlush;
    private transient @Nullable Socket socket;
    private transient @Nullable OutputStream out;

    public SocketClientSink(String hostName, int port, SerializationSchema<IN> schema) {
        this(hostName, port, schema, 0);
    }

    public SocketClientSink(String hostName, int port, SerializationSchema<IN> schema, int maxNumRetries) {
        this(hostName, port, schema, maxNumRetries, false);
    }

    /**
     * @param maxNumRetries how often to connect again when sending has failed; -1 for ever
     * @param autoflush sends each record at once
     */
    public SocketClientSink(
            String hostName, int port, SerializationSchema<IN> schema, int maxNumRetries, boolean autoflush) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("Port of the socket sink: expected=1 to 65535, actual=" + port);
        }
        if (maxNumRetries < -1) {
            throw new IllegalArgumentException(
                    "Retries of the socket sink: expected=0 or more, or -1 for ever, actual=" + maxNumRetries);
        }
        this.hostName = hostName;
        this.port = port;
        this.schema = schema;
        this.maxNumRetries = maxNumRetries;
        this.autoFlush = autoflush;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        schema.open(RuntimeContextInitializationContextAdapters.serializationAdapter(getRuntimeContext()));
        try {
            connect();
        } catch (IOException e) {
            throw new IOException(
                    "Cannot connect to the socket server at " + hostName + ":" + port + " (" + e.getMessage()
                            + "); is a server listening there?",
                    e);
        }
    }

    private OutputStream connect() throws IOException {
        Socket made = new Socket();
        try {
            made.setTcpNoDelay(true);
            made.connect(new InetSocketAddress(hostName, port), CONNECT_TIMEOUT_MS);
            OutputStream stream = made.getOutputStream();
            socket = made;
            out = stream;
            return stream;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    @Override
    public void invoke(IN value, Context context) throws Exception {
        byte[] bytes = schema.serialize(value);
        for (int retries = 0; ; retries++) {
            try {
                OutputStream stream = out;
                send(stream == null ? connect() : stream, bytes);
                return;
            } catch (IOException e) {
                disconnect();
                if (maxNumRetries != -1 && retries >= maxNumRetries) {
                    throw new IOException(
                            "Failed to send the record '" + value + "' to the socket server at " + hostName + ":" + port
                                    + " after " + retries + " retries.",
                            e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_PAUSE_MS);
        }
    }

    private void send(OutputStream stream, byte[] bytes) throws IOException {
        stream.write(bytes);
        if (autoFlush) {
            stream.flush();
        }
    }

    private void disconnect() throws IOException {
        Socket open = socket;
        socket = null;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws Exception {
        disconnect();
    }
}
