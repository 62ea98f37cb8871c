package io.millrace.simulation;

import java.util.SplittableRandom;

/**
 * What one run is like, all drawn from its seed: some runs are calm, some savage, some have faults of one kind only.
 *
 * @param slots of each TaskManager
 * @param parallelism of the job
 * @param delayMsMax a control message takes up to so long
 * @param lossPercent of control messages
 * @param repeatPercent of control messages
 * @param grantDelayMsMax a container comes up to so late
 * @param launchFailurePercent of containers
 * @param surplusGrantPercent a container nobody asked for comes with one that was
 * @param deaths of TaskManagers
 * @param pauses of TaskManagers, up to two minutes each
 * @param toldOfDeathPercent whether the resource manager tells of a death, or the heartbeat has to find out
 * @param heartbeatMs the interval
 * @param heartbeatTimeoutMs a TaskManager silent for longer is lost
 * @param stepMsMax a TaskManager's tasks rest up to so long between two steps
 * @param files what the file system does
 * @param faultsEndMs when the world is healed
 */
record Options(
        int slots,
        int parallelism,
        int delayMsMax,
        int lossPercent,
        int repeatPercent,
        int grantDelayMsMax,
        int launchFailurePercent,
        int surplusGrantPercent,
        int deaths,
        int pauses,
        int toldOfDeathPercent,
        int heartbeatMs,
        int heartbeatTimeoutMs,
        int stepMsMax,
        FileFaults files,
        int faultsEndMs) {

    static Options drawnFrom(SplittableRandom random) {
        boolean calm = random.nextInt(8) == 0;
        int delay = oneOf(random, 1, 20, 300, 1500);
        int heartbeat = oneOf(random, 100, 500, 2000);
        // Ten intervals: with a fifth of the messages lost, a living TaskManager is taken for dead once in millions.
        int timeout = 10 * heartbeat + 4 * delay + oneOf(random, 0, 5000);
        return new Options(
                1 + random.nextInt(3),
                1 + random.nextInt(4),
                delay,
                calm ? 0 : oneOf(random, 0, 2, 20),
                calm ? 0 : oneOf(random, 0, 5, 50),
                oneOf(random, 1, 1000, 20_000),
                calm ? 0 : oneOf(random, 0, 30),
                calm ? 0 : oneOf(random, 0, 40),
                calm ? 0 : random.nextInt(4),
                calm ? 0 : oneOf(random, 0, 0, 1),
                oneOf(random, 0, 50, 100),
                heartbeat,
                timeout,
                oneOf(random, 1, 10, 60),
                FileFaults.drawnFrom(random.split(), calm),
                60_000);
    }

    private static int oneOf(SplittableRandom random, int... values) {
        return values[random.nextInt(values.length)];
    }
}
