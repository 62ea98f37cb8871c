package io.millrace.client.log;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Wakes the logging system on the class path (Log4j) when the first line is to be logged, and not when the first logger is
 * made: starting it takes longer than all else that a small program needs. Until then, {@value #LEVEL} says what is logged.
 */
public final class LateLogging implements SLF4JServiceProvider {
    /** A system property: what is finer than this level never reaches the logging system. */
    public static final String LEVEL = "millrace.log.level";

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** Found by the first line that is logged. */
    private static final class Awake {
        static final @Nullable ILoggerFactory FACTORY = wake();

        private static @Nullable ILoggerFactory wake() {
            for (SLF4JServiceProvider provider :
                    ServiceLoader.load(SLF4JServiceProvider.class, LateLogging.class.getClassLoader())) {
                if (!(provider instanceof LateLogging)) {
                    provider.initialize();
                    return provider.getLoggerFactory();
                }
            }
            return null;
        }
    }

    /** The logger that writes; null if there is no logging system. */
    static @Nullable Logger awake(String name) {
        ILoggerFactory factory = Awake.FACTORY;
        return factory == null ? null : factory.getLogger(name);
    }

    @Override
    public void initialize() {
        // Nothing now: that is the point.
    }

    /** The level is read now: the command line has looked at {@code -v} before the first logger is made. */
    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, made -> new LateLogger(made, level()));
    }

    private static Level level() {
        try {
            return Level.valueOf(System.getProperty(LEVEL, Level.WARN.name()));
        } catch (IllegalArgumentException e) {
            return Level.WARN;
        }
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }
}
