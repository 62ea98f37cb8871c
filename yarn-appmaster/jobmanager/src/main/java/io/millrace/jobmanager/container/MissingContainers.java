package io.millrace.jobmanager.container;

/** How many containers to ask for. A decider: pure, tested by a table. */
public final class MissingContainers {
    private MissingContainers() {}

    /**
     * @param wanted how many there should be
     * @param pending asked for and not yet granted
     * @param starting granted, their TaskManagers have not registered
     * @param running with a registered TaskManager
     * @return how many more to ask for; negative: how many pending ones to take back
     */
    public static int toAskFor(int wanted, int pending, int starting, int running) {
        return Math.max(wanted - pending - starting - running, -pending);
    }

    /** @return how many containers of {@code slotsEach} hold {@code slots} */
    public static int holding(int slots, int slotsEach) {
        return (slots + slotsEach - 1) / slotsEach;
    }
}
