package io.millrace.simulation;

/**
 * What the resource manager does ill in a run.
 *
 * @param grantDelayMsMax a container comes up to so late
 * @param veryLatePercent of grants, which come later than any time-out
 * @param surplusPercent a container nobody asked for comes with one that was
 * @param avoidedPercent of grants, which are on an avoided machine if there is one
 * @param fullQueues how often the queue is full for a while and nothing is granted
 * @param fullQueueMsMax how long
 * @param launchFailurePercent of containers
 * @param preemptions containers that are taken away for others
 * @param noticePercent of preemptions, which are told before the process is killed
 * @param nodeLosses machines that are lost with all that runs on them
 * @param toldOfDeathPercent whether it tells of a death, or the heartbeat has to find out
 * @param toldLateMsMax so late it tells of a death
 * @param toldTwicePercent of deaths
 */
record YarnFaults(
        int grantDelayMsMax,
        int veryLatePercent,
        int surplusPercent,
        int avoidedPercent,
        int fullQueues,
        int fullQueueMsMax,
        int launchFailurePercent,
        int preemptions,
        int noticePercent,
        int nodeLosses,
        int toldOfDeathPercent,
        int toldLateMsMax,
        int toldTwicePercent) {
    static YarnFaults of(Draws draws) {
        return new YarnFaults(
                draws.oneOf("grant delay", 1, 1000, 20_000),
                draws.fault("very late grants", 5, 40),
                draws.fault("surplus grants", 10, 40),
                draws.fault("grants on avoided machines", 30, 100),
                draws.fault("full queues", 1, 3),
                draws.oneOf("how long queues are full", 2_000, 30_000),
                draws.fault("launch failures", 10, 30),
                draws.fault("preemptions", 1, 2, 4),
                draws.oneOf("preemptions with notice", 0, 50, 100),
                draws.fault("machines lost", 1, 2),
                draws.oneOf("deaths told of", 0, 50, 100),
                draws.oneOf("how late deaths are told of", 1, 1_000, 40_000),
                draws.fault("deaths told of twice", 20, 100));
    }
}
