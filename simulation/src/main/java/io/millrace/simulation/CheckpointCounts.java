package io.millrace.simulation;

/**
 * What became of the checkpoints of a run.
 *
 * @param completed checkpoints
 * @param restored how often tasks went on from one
 * @param fallBacks how often that was not the newest, because of damage
 * @param refusals how often none was left that could be restored
 */
public record CheckpointCounts(int completed, int restored, int fallBacks, int refusals) {
    static final CheckpointCounts NONE = new CheckpointCounts(0, 0, 0, 0);
}
