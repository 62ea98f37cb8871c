package io.millrace.dataflow.util;

import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs all that it is given on another executor, with a context for log lines. */
final class MdcExecutorService extends AbstractExecutorService {
    private final ExecutorService executor;
    private final Map<String, String> context;

    MdcExecutorService(ExecutorService executor, Map<String, String> context) {
        this.executor = executor;
        this.context = context;
    }

    @Override
    public void execute(Runnable command) {
        executor.execute(MdcUtils.wrapRunnable(context, command));
    }

    @Override
    public void shutdown() {
        executor.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return executor.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }
}
