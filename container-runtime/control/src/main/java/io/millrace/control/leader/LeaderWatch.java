package io.millrace.control.leader;

import io.millrace.control.Epoch;
import io.millrace.control.Message;

/**
 * Looks for the leader of one application. Methods return at once; {@link LeaderIs} comes to the actor that was named when
 * it was made.
 *
 * <p>It does not promise that the leader still lives, nor that every leader in between is told of: only that epochs never
 * go down, and that the latest leader is told of as long as the connection holds.
 */
public interface LeaderWatch {
    /** Tells of the leader from now on: at once if there is one, and whenever it changes. Called once. */
    void watch();

    /** Nothing is told any more, except what is under way. */
    void stop();

    /** A leader has published where it listens. */
    record LeaderIs(Epoch epoch, LeaderAddress address) implements Message {}
}
