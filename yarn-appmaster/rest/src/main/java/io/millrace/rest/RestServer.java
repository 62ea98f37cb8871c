package io.millrace.rest;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.millrace.control.live.LiveNode;
import io.millrace.jobmanager.JobManager;
import io.millrace.rest.gateway.RestGateway;
import io.millrace.rest.view.Json;
import io.millrace.rest.view.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the {@link Endpoints} over HTTP. Every request needs the application's token. Few threads: requests that wait for
 * news hold none.
 */
public final class RestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

    private static final int THREADS_MAX = 8;
    private static final int THREADS_MIN = 2;
    private static final int HEADER_BYTES_MAX = 8 << 10;

    /** Longer than any request may wait. */
    private static final long CONNECTION_IDLE_MS = Endpoints.WAIT_MAX.toMillis() + 30_000;

    private final LiveNode jobManager;
    private final Javalin javalin;
    private final URI address;

    private RestServer(LiveNode jobManager, Javalin javalin, URI address) {
        this.jobManager = jobManager;
        this.javalin = javalin;
        this.address = address;
    }

    /**
     * Hosts a {@link RestGateway} beside the dispatcher, and listens.
     *
     * @param token whoever sends it may do everything
     * @param jobManager the node that {@link JobManager#host} has put the JobManager into
     * @throws IOException if no port can be had; names the setting
     */
    public static RestServer start(
            RestSettings settings, String token, RestApplication application, LiveNode jobManager) throws IOException {
        long began = System.nanoTime();
        ServerSocketChannel channel = settings.ports().listen(settings.bindAddress());
        try {
            QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
            threads.setName("millrace-rest");
            threads.setDaemon(true);
            threads.setReservedThreads(0);
            Endpoints endpoints =
                    new Endpoints(application, message -> jobManager.post(RestGateway.NAME, message), threads);
            Javalin javalin = Javalin.create(config -> configure(config, threads, channel, token, endpoints));
            jobManager.host(
                    RestGateway.NAME,
                    new RestGateway(
                            jobManager.address(JobManager.DISPATCHER),
                            jobManager.address(JobManager.SLOTS),
                            application.graphs().isPresent()));
            javalin.start();
            RestServer server = new RestServer(jobManager, javalin, address(settings, channel));
            LOG.info("REST interface at {}, started in {} ms", server.address, (System.nanoTime() - began) / 1_000_000);
            return server;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static URI address(RestSettings settings, ServerSocketChannel channel) throws IOException {
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        String host = settings.address().or(settings::bindAddress).orElseGet(RestServer::nodeName);
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static String nodeName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            LOG.warn("this node has no name that it can resolve; set {}", RestOptions.ADDRESS.key(), e);
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }

    private static void configure(
            JavalinConfig config,
            QueuedThreadPool threads,
            ServerSocketChannel channel,
            String token,
            Endpoints endpoints) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = Endpoints.REQUEST_BYTES_MAX;
        config.http.asyncTimeout = CONNECTION_IDLE_MS;
        config.jetty.threadPool = threads;
        config.jetty.addConnector((server, http) -> connector(server, http, channel));
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(0);
            server.setErrorHandler(RestServer::handleBrokenHttp);
        });
        config.routes.before(RestServer::addSecurityHeaders);
        config.routes.before(new TokenGuard(token));
        endpoints.addTo(config.routes);
        config.routes.exception(Refusal.class, (e, request) -> refuse(request, e.status(), e.explanation()));
        config.routes.exception(
                HttpResponseException.class,
                (e, request) -> refuse(request, e.getStatus(), "There is nothing here for " + request.method() + "."));
        config.routes.exception(Exception.class, RestServer::failed);
    }

    private static Connector connector(Server server, HttpConfiguration http, ServerSocketChannel channel) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setIdleTimeout(CONNECTION_IDLE_MS);
        try {
            connector.open(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    private static void addSecurityHeaders(Context request) {
        request.header("X-Content-Type-Options", "nosniff");
        request.header("X-Frame-Options", "DENY");
        request.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        request.header("Referrer-Policy", "no-referrer");
        request.header("Cache-Control", "no-store");
    }

    private static void refuse(Context request, int status, String message) {
        request.status(status);
        Endpoints.write(request, new Problem(message));
    }

    /** What went wrong goes to the log, with its stack trace; outside it is a number. */
    private static void failed(Exception thrown, Context request) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof Refusal refusal) {
            refuse(request, refusal.status(), refusal.explanation());
        } else if (cause instanceof TimeoutException) {
            refuse(request, 503, "The JobManager did not answer in time. Ask again in a second.");
        } else {
            LOG.warn("REST: {} {} failed", request.method(), request.path(), cause);
            refuse(request, 500, "The request failed; the JobManager's log says why.");
        }
    }

    /** What Jetty itself refuses, before any route is looked for: malformed requests. */
    private static boolean handleBrokenHttp(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(
                true, ByteBuffer.wrap(Json.write(new Problem("The request is not one that is served."))), callback);
        return true;
    }

    /** Where clients find it; goes into the application's report. */
    public URI address() {
        return address;
    }

    /** Ends all connections; the gateway goes, too. */
    @Override
    public void close() {
        javalin.stop();
        jobManager.retire(RestGateway.NAME);
    }
}
