package io.millrace.taskmanager.exchange;

/** The way between two TaskManagers broke while records were on it. Owner PLATFORM: both attempts are to be repeated. */
public final class ChannelBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChannelBrokenException(ChannelId id, String reason) {
        super("channel " + id + " broke: " + reason);
    }
}
