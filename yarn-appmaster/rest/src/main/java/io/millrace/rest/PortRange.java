package io.millrace.rest;

import io.millrace.dataflow.config.IllegalConfigurationException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ports to choose from, as firewalls allow them.
 *
 * @param text as it was written: {@code 0}, {@code 8081}, {@code 50100-50200,51000}
 * @param ports in the order in which they are tried; 0 is any that is free
 */
record PortRange(String text, String key, List<Integer> ports) {
    private static final int PORT_MAX = 65_535;

    PortRange {
        ports = List.copyOf(ports);
    }

    /** @param key the setting that it comes from, for messages */
    static PortRange of(String text, String key) {
        List<Integer> ports = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            int first = port(ends[0], text, key);
            int last = ends.length == 1 ? first : port(ends[1], text, key);
            if (ends.length > 2 || last < first) {
                throw impossible(text, key);
            }
            for (int port = first; port <= last; port++) {
                ports.add(port);
            }
        }
        return new PortRange(text, key, ports);
    }

    private static int port(String digits, String text, String key) {
        try {
            int port = Integer.parseInt(digits.strip());
            if (port >= 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw impossible(text, key);
        }
        throw impossible(text, key);
    }

    private static IllegalConfigurationException impossible(String text, String key) {
        return new IllegalConfigurationException("Impossible value '" + text + "' for '" + key
                + "': expected=ports from 0 to " + PORT_MAX + ", such as 8081 or 50100-50200,51000.");
    }

    /** Listens at the first port that is free. The caller closes the channel. */
    ServerSocketChannel listen(Optional<String> address) throws IOException {
        BindException taken = null;
        for (int port : ports) {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                InetSocketAddress local = address.map(host -> new InetSocketAddress(host, port))
                        .orElseGet(() -> new InetSocketAddress(port));
                if (local.isUnresolved()) {
                    throw new IOException("the address '" + local.getHostString() + "' is unknown on this node");
                }
                channel.bind(local);
                return channel;
            } catch (BindException e) {
                channel.close();
                taken = e;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
        throw new IOException(
                "No port of '" + text + "' (" + key + ") is free at " + address.orElse("this node")
                        + ". Widen the range, or set " + key + " to 0.",
                taken);
    }
}
