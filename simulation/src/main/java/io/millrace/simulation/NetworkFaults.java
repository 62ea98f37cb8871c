package io.millrace.simulation;

/**
 * What the network does ill in a run, to control messages and, where it says so, to data channels.
 *
 * @param delayMsMax a control message takes up to so long; so they overtake each other
 * @param lossPercent of control messages
 * @param repeatPercent of control messages
 * @param stragglerPercent of control messages, which take up to ten times as long
 * @param clogs how often what goes one way over one link waits, data too
 * @param clogMsMax how long
 * @param swizzles how often all links of some nodes are clogged one by one and opened one by one in another order
 * @param partitions how often some nodes are cut off from the others; data between them waits, or its channels break
 * @param partitionMsMax how long
 * @param oneWayPercent of partitions, in which messages of one direction only are lost
 * @param channelBreaks how often all data channels between two TaskManagers break
 */
record NetworkFaults(
        int delayMsMax,
        int lossPercent,
        int repeatPercent,
        int stragglerPercent,
        int clogs,
        int clogMsMax,
        int swizzles,
        int partitions,
        int partitionMsMax,
        int oneWayPercent,
        int channelBreaks) {
    static NetworkFaults of(Draws draws) {
        return new NetworkFaults(
                draws.oneOf("message delay", 1, 20, 300, 1500),
                draws.fault("messages lost", 2, 20, 30),
                draws.fault("messages repeated", 5, 50),
                draws.fault("messages late", 2, 20),
                draws.fault("clogs", 2, 10, 40),
                draws.oneOf("how long links are clogged", 500, 5_000),
                draws.fault("swizzles", 1, 3),
                draws.fault("partitions", 1, 2, 5),
                draws.oneOf("how long partitions last", 2_000, 20_000, 90_000),
                draws.oneOf("partitions one way", 0, 50, 100),
                draws.fault("channel breaks", 1, 3));
    }
}
