package io.millrace.jobmanager.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.coordinator.CoordinatorHost.Fact;
import io.millrace.jobmanager.coordinator.CoordinatorHostContract;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import io.millrace.jobmanager.coordinator.JobFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadedCoordinatorHostTest extends CoordinatorHostContract {
    private static final CountDownLatch STUCK = new CountDownLatch(1);

    /** Never comes back from its start, unless it is interrupted; then closes. */
    private record Stuck() implements CoordinatorFactory {
        @Override
        public Coordinator create() {
            return new Coordinator() {
                @Override
                public void start(CoordinatorContext context) throws Exception {
                    STUCK.countDown();
                    new CountDownLatch(1).await();
                }
            };
        }
    }

    private final BlockingQueue<Fact> heard = new LinkedBlockingQueue<>();
    private final List<Fact> facts = new CopyOnWriteArrayList<>();
    private final ThreadedCoordinatorHost host = new ThreadedCoordinatorHost(
            JobClassLoaders.sharing(getClass().getClassLoader()),
            JobFiles.of(() -> {
                throw new IOException("these jobs keep no files");
            }),
            fact -> {
                facts.add(fact);
                heard.add(fact);
            });

    @Override
    protected CoordinatorHost host() {
        return host;
    }

    @Override
    protected List<Fact> facts() {
        return facts;
    }

    @Override
    protected void await(Predicate<Fact> said) {
        try {
            while (facts.stream().noneMatch(said)) {
                if (heard.poll(20, TimeUnit.SECONDS) == null) {
                    throw new AssertionError("nothing more was said after " + facts);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void leavesNoThreadBehind() throws InterruptedException {
        host.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("millrace-coordinators-")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void closesEvenWhileACoordinatorBlocks() throws Exception {
        host.start(
                new JobID(1, 1), TestGraphs.sources(JobGraph.Mode.BATCH, Map.of(), Optional.of(new Stuck()), 1), false);
        assertThat(STUCK.await(20, TimeUnit.SECONDS)).isTrue();
        host.close();
        assertThat(facts).hasAtLeastOneElementOfType(CoordinatorHost.Failed.class);
    }
}
