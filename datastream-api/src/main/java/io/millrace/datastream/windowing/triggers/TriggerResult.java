package io.millrace.datastream.windowing.triggers;

/** What a trigger wants to happen to the window. */
public enum TriggerResult {
    CONTINUE(false, false),
    /** Give the contents to the function, then let them and the window go. */
    FIRE_AND_PURGE(true, true),
    /** Give the contents to the function and keep them. */
    FIRE(true, false),
    /** Let the contents go unseen. */
    PURGE(false, true);

    private final boolean fire;
    private final boolean purge;

    TriggerResult(boolean fire, boolean purge) {
        this.fire = fire;
        this.purge = purge;
    }

    public boolean isFire() {
        return fire;
    }

    public boolean isPurge() {
        return purge;
    }
}
