package io.millrace.client.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LocationAwareLogger;

/** Lets through what is coarse enough, to the logger that writes. */
final class LateLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final Level finest;

    LateLogger(String name, Level finest) {
        this.name = name;
        this.finest = finest;
    }

    private boolean lets(Level level) {
        return level.toInt() >= finest.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return lets(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return lets(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return lets(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return lets(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return lets(Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return LegacyAbstractLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        Logger writer = LateLogging.awake(name);
        if (writer instanceof LocationAwareLogger located) {
            located.log(marker, getFullyQualifiedCallerName(), level.toInt(), message, arguments, thrown);
        }
    }
}
