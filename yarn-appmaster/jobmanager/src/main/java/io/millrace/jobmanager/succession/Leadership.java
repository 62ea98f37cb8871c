package io.millrace.jobmanager.succession;

/** Hears how the JobManager leads. Called within the dispatcher's turns: it returns at once. */
public interface Leadership {
    /** The ledger is this leader's; comes once, before any job is accepted. */
    void tookOver(Inheritance inherited);

    /** It leads no more, or can write nothing down: its actors are gone, and its process has to end. Comes once, last. */
    void lost(String reason);

    /** For where nothing was before and nothing comes after. */
    static Leadership alone() {
        return new Leadership() {
            @Override
            public void tookOver(Inheritance inherited) {}

            @Override
            public void lost(String reason) {
                throw new IllegalStateException("the only leader there can be was deposed: " + reason);
            }
        };
    }
}
