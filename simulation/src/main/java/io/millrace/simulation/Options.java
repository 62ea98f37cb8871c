package io.millrace.simulation;

/**
 * What one run is like, all drawn from its seed: some runs are calm, some savage, some have faults of few kinds only.
 *
 * @param slots of each TaskManager
 * @param parallelism of the job
 * @param heartbeatMs the interval
 * @param heartbeatTimeoutMs a TaskManager silent for longer is lost
 * @param stepMsMax a TaskManager's tasks rest up to so long between two steps
 * @param files what the file system does
 * @param faultsEndMs when the world is healed
 * @param leaders what happens to them
 */
record Options(
        int slots,
        int parallelism,
        int heartbeatMs,
        int heartbeatTimeoutMs,
        int stepMsMax,
        FileFaults files,
        int faultsEndMs,
        YarnFaults yarn,
        NetworkFaults network,
        ProcessFaults processes,
        ClockFaults clocks,
        LeaderFaults leaders) {
    static Options drawnFrom(long seed, boolean leadersChange) {
        Draws draws = new Draws(seed);
        NetworkFaults network = NetworkFaults.of(draws);
        int heartbeat = draws.oneOf("heartbeat interval", 100, 500, 2000);
        // Ten intervals: with a fifth of the messages lost, a living TaskManager is taken for dead once in millions.
        int timeout = 10 * heartbeat + 4 * network.delayMsMax() + draws.oneOf("heartbeat time-out", 0, 5000);
        return new Options(
                1 + draws.below("slots", 3),
                1 + draws.below("parallelism", 4),
                heartbeat,
                timeout,
                draws.oneOf("step time", 1, 10, 60),
                FileFaults.drawnFrom(
                        draws.of("files"), draws.isCalm(), draws.oneOf("damages in recoveries", 0, 0, 1, 2)),
                60_000,
                YarnFaults.of(draws),
                network,
                ProcessFaults.of(draws),
                ClockFaults.of(draws),
                leadersChange ? LeaderFaults.of(draws) : LeaderFaults.NONE);
    }
}
