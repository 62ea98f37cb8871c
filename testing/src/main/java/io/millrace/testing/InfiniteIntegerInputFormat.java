package io.millrace.testing;

import io.millrace.dataflow.io.GenericInputFormat;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Gives 1 for ever, in any number of parallel instances. */
public class InfiniteIntegerInputFormat extends GenericInputFormat<Integer> {
    private static final long serialVersionUID = 1L;
    private static final int DELAY_MS = 20;

    private final boolean addDelay;

    /** @param addDelay whether it waits 20 ms before each record */
    public InfiniteIntegerInputFormat(boolean addDelay) {
        this.addDelay = addDelay;
    }

    @Override
    public boolean reachedEnd() {
        return false;
    }

    @Override
    public Integer nextRecord(Integer reuse) throws IOException {
        if (addDelay) {
            try {
                TimeUnit.MILLISECONDS.sleep(DELAY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return 1;
    }
}
