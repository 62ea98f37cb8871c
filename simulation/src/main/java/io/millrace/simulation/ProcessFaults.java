package io.millrace.simulation;

/**
 * What happens to the processes of a run.
 *
 * @param deaths of TaskManagers, one by one
 * @param bursts several TaskManagers die at once
 * @param deathsInRecovery TaskManagers that die while a job recovers from something else
 * @param ends of TaskManagers by a signal, of which the resource manager tells at once
 * @param pauses of TaskManagers
 * @param pauseMsMax how long
 * @param jobManagerPauses of the JobManager, up to 20 s each
 * @param starvations of TaskManagers, whose tasks take ten times as long
 * @param starvationMsMax how long
 */
record ProcessFaults(
        int deaths,
        int bursts,
        int deathsInRecovery,
        int ends,
        int pauses,
        int pauseMsMax,
        int jobManagerPauses,
        int starvations,
        int starvationMsMax) {
    static ProcessFaults of(Draws draws) {
        return new ProcessFaults(
                draws.fault("deaths", 1, 2, 3),
                draws.fault("bursts of deaths", 1),
                draws.fault("deaths in recovery", 1, 2),
                draws.fault("ends by a signal", 1, 2),
                draws.fault("pauses", 1, 2, 4),
                draws.oneOf("how long pauses last", 1_000, 12_000, 150_000),
                draws.fault("pauses of the JobManager", 1, 2),
                draws.fault("starvations", 1, 4),
                draws.oneOf("how long starvations last", 2_000, 30_000));
    }
}
