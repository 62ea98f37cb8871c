package io.millrace.simulation;

/**
 * What happens to the leaders of a run, and to what they are elected by.
 *
 * @param change whether there are later leaders at all
 * @param elects ZooKeeper elects; else the number of YARN's attempt is the epoch
 * @param deaths of JobManagers
 * @param deathsAtFiles JobManagers die between two steps of what they do to their files
 * @param longPauses JobManagers are paused, perhaps beyond their session and until YARN takes them for dead
 * @param longPauseMsMax how long
 * @param suspensions the leader is cut off from ZooKeeper
 * @param suspensionMsMax how long
 * @param expiries the leader's session is over, from one moment to the next
 * @param outages of ZooKeeper as a whole
 * @param lateWatchMsMax a change is told up to so much later
 * @param lateRenamePercent of the renames of leaders happen later than they are answered
 * @param attemptExpiryMs after so much silence YARN takes an attempt for dead
 */
record LeaderFaults(
        boolean change,
        boolean elects,
        int deaths,
        int deathsAtFiles,
        int longPauses,
        int longPauseMsMax,
        int suspensions,
        int suspensionMsMax,
        int expiries,
        int outages,
        int lateWatchMsMax,
        int lateRenamePercent,
        int attemptExpiryMs) {
    /** One leader, from the beginning to the end. */
    static final LeaderFaults NONE = new LeaderFaults(false, false, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 600_000);

    static LeaderFaults of(Draws draws) {
        return new LeaderFaults(
                true,
                draws.oneOf("elections", 0, 1, 1) == 1,
                draws.fault("deaths of leaders", 1, 1, 2, 4),
                draws.fault("deaths of leaders at their files", 1, 2),
                draws.fault("long pauses of leaders", 1, 2),
                draws.oneOf("how long leaders pause", 15_000, 40_000),
                draws.fault("suspensions", 1, 3),
                draws.oneOf("how long suspensions last", 5_000, 30_000),
                draws.fault("expiries of sessions", 1, 2),
                draws.fault("outages of ZooKeeper", 1, 2),
                Math.max(50, draws.fault("late watches", 3_000, 20_000)),
                draws.fault("late renames", 5, 30),
                draws.oneOf("expiry of attempts", 10_000, 30_000));
    }
}
