package io.millrace.simulation;

import java.util.SplittableRandom;

/**
 * What the file system of a run does to those who use it, drawn from the seed: in a third of the runs nothing, in another
 * third one kind, else everything at once.
 *
 * @param delayMsMax an answer takes up to so long
 * @param failPercent of calls, while the file system is failing
 * @param outages times during which calls fail
 * @param outagePercent of the deaths of processes begin another such time
 * @param fullTimes times during which nothing can be written
 * @param outageMsMax the longest of these times
 * @param lateWritePercent of what a process has begun is done though the process has died since
 * @param damages of files that are complete: bits that flip, files that are cut short
 * @param damagePercent of the deaths of processes come with such a damage
 * @param ledgerDamages of what says which files make a checkpoint
 * @param recoveryDamages so many recoveries find the newest checkpoint damaged
 */
record FileFaults(
        int delayMsMax,
        int failPercent,
        int outages,
        int outagePercent,
        int fullTimes,
        int outageMsMax,
        int lateWritePercent,
        int damages,
        int damagePercent,
        int ledgerDamages,
        int recoveryDamages) {
    static final FileFaults NONE = new FileFaults(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0);

    private static final int KINDS = 5;

    /** @param recoveryDamages is drawn apart from all other faults of files: few of them meet a recovery by chance */
    static FileFaults drawnFrom(SplittableRandom random, boolean calm, int recoveryDamages) {
        int one = random.nextInt(3 * KINDS);
        int delay = oneOf(random, 1, 50, 1000);
        boolean all = one >= 2 * KINDS;
        if (calm || (one >= KINDS && !all)) {
            return new FileFaults(delay, 0, 0, 0, 0, 1, 0, 0, 0, 0, calm ? 0 : recoveryDamages);
        }
        return new FileFaults(
                all || one == 0 ? oneOf(random, delay, 4_000) : delay,
                all || one == 1 ? oneOf(random, 5, 30, 100) : 0,
                all || one == 1 ? 1 + random.nextInt(4) : 0,
                all || one == 1 ? oneOf(random, 0, 50, 100) : 0,
                all || one == 2 ? 1 + random.nextInt(3) : 0,
                oneOf(random, 300, 5_000, 20_000),
                all || one == 3 ? 70 : 0,
                all || one == 4 ? 1 + random.nextInt(4) : 0,
                all || one == 4 ? oneOf(random, 0, 50, 100) : 0,
                all || one == 4 ? random.nextInt(3) : 0,
                recoveryDamages);
    }

    private static int oneOf(SplittableRandom random, int... values) {
        return values[random.nextInt(values.length)];
    }
}
