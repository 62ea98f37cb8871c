package io.millrace.simulation;

/**
 * What the clocks of a run are like; each node has its own.
 *
 * @param driftPercentMax a node's clocks go up to so much too fast or too slow
 * @param jumps how often the clock on a node's wall is set forwards or back
 * @param jumpMsMax by how much
 * @param strobes how often one goes forwards and back again many times within a second
 */
record ClockFaults(int driftPercentMax, int jumps, int jumpMsMax, int strobes) {
    static ClockFaults of(Draws draws) {
        return new ClockFaults(
                draws.fault("clock drift", 1, 10),
                draws.fault("clock jumps", 1, 5),
                draws.oneOf("how far clocks jump", 500, 60_000, 7_200_000),
                draws.fault("clock strobes", 1));
    }
}
