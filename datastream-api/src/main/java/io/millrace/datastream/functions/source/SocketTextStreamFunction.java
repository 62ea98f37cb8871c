package io.millrace.datastream.functions.source;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads text from a socket and emits what stands between delimiters. Begins anew where the server is after a failure. */
public class SocketTextStreamFunction implements SourceFunction<String> {
    private static final long serialVersionUID = 1L;

    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final long RETRY_PAUSE_MS = 500;

    private final String hostname;
    private final int port;
    private final String delimiter;
    private final long maxNumRetries;
    private final long retryPauseMs;
    private volatile boolean running = true;
    private transient volatile @Nullable Socket current;

    public SocketTextStreamFunction(String hostname, int port, String delimiter, long maxNumRetries) {
        this(hostname, port, delimiter, maxNumRetries, RETRY_PAUSE_MS);
    }

    /**
     * @param maxNumRetries how often to connect again after the connection was lost or refused; -1 for ever
     * @param delayBetweenRetries in milliseconds
     */
    public SocketTextStreamFunction(
            String hostname, int port, String delimiter, long maxNumRetries, long delayBetweenRetries) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("Port of the socket source: expected=1 to 65535, actual=" + port);
        }
        if (maxNumRetries < -1) {
            throw new IllegalArgumentException(
                    "Retries of the socket source: expected=0 or more, or -1 for ever, actual=" + maxNumRetries);
        }
        this.hostname = Objects.requireNonNull(hostname, "hostname");
        this.port = port;
        this.delimiter = delimiter;
        this.maxNumRetries = maxNumRetries;
        this.retryPauseMs = delayBetweenRetries;
    }

    @Override
    public void run(SourceContext<String> ctx) throws Exception {
        StringBuilder buffer = new StringBuilder();
        long attempt = 0;
        while (running) {
            try (Socket socket = new Socket()) {
                current = socket;
                socket.connect(new InetSocketAddress(hostname, port), CONNECT_TIMEOUT_MS);
                attempt = 0;
                read(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), buffer, ctx);
            } catch (IOException e) {
                if (running && maxNumRetries != -1 && attempt >= maxNumRetries) {
                    throw new IOException(
                            "The socket source could not read from " + hostname + ":" + port + " (" + e.getMessage()
                                    + ") after " + attempt + " retries; is a server listening there?",
                            e);
                }
            }
            if (!running || (maxNumRetries != -1 && attempt++ >= maxNumRetries)) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(retryPauseMs);
        }
        if (!buffer.isEmpty()) {
            emit(buffer.toString(), ctx);
        }
    }

    private void read(Reader reader, StringBuilder buffer, SourceContext<String> ctx) throws IOException {
        char[] chunk = new char[8192];
        int count;
        while (running && (count = reader.read(chunk)) >= 0) {
            int searchFrom = Math.max(0, buffer.length() - delimiter.length() + 1);
            buffer.append(chunk, 0, count);
            int begin = 0;
            int end;
            while (buffer.length() >= delimiter.length()
                    && (end = buffer.indexOf(delimiter, Math.max(begin, searchFrom))) >= 0) {
                emit(withoutCarriageReturn(buffer.substring(begin, end)), ctx);
                begin = end + delimiter.length();
            }
            buffer.delete(0, begin);
        }
    }

    /** Lines of telnet and of Windows end in two characters. */
    private String withoutCarriageReturn(String record) {
        return delimiter.equals("\n") && record.endsWith("\r") ? record.substring(0, record.length() - 1) : record;
    }

    private static void emit(String record, SourceContext<String> ctx) {
        synchronized (ctx.getCheckpointLock()) {
            ctx.collect(record);
        }
    }

    @Override
    public void cancel() {
        running = false;
        Socket socket = current;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException ignored) {
                // The reader is woken all the same: closing marks the socket closed before it can fail.
            }
        }
    }
}
