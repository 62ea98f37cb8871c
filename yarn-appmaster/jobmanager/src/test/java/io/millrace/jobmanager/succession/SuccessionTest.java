package io.millrace.jobmanager.succession;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.fake.FakeLedgers;
import io.millrace.control.leader.LeaderElection.Resumed;
import io.millrace.control.leader.LeaderElection.Revoked;
import io.millrace.control.leader.LeaderElection.Suspended;
import io.millrace.control.ledger.LedgerEntry;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerHouse;
import io.millrace.jobmanager.JobManagerHouse.Estate;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.jobmanager.succession.Inheritance.InheritedJob;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.WantJob;
import io.millrace.protocol.ClientMessage.WantJobs;
import io.millrace.protocol.JobEntry.JobAccepted;
import io.millrace.protocol.JobEntry.JobEnded;
import io.millrace.protocol.JobManagerMessage.ForgetJob;
import io.millrace.protocol.JobNews.JobList;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskState;
import io.millrace.protocol.wire.MessageCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static final Epoch FIRST = new Epoch(3);
    private static final Epoch SECOND = new Epoch(4);

    private final Estate estate = new Estate();
    private final FakeLedgers ledgers = estate.ledgers;
    private final Queue<Runnable> disk = new ArrayDeque<>();
    private final List<Inheritance> inheritances = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();

    private final Leadership leadership = new Leadership() {
        @Override
        public void tookOver(Inheritance inherited) {
            inheritances.add(inherited);
        }

        @Override
        public void lost(String reason) {
            losses.add(reason);
        }
    };

    private JobManagerHouse leader(Epoch epoch) {
        JobManagerHouse jm = new JobManagerHouse(estate, disk::add, epoch, leadership);
        write(jm);
        return jm;
    }

    /** The disk does what it has to do. */
    private void write(JobManagerHouse jm) {
        while (!disk.isEmpty()) {
            disk.remove().run();
            jm.settle();
        }
    }

    private static JobGraph graph() {
        return TestGraphs.sources(JobGraph.Mode.BATCH, Map.of(), Optional.empty(), 1);
    }

    private Inheritance written() throws Exception {
        return Inheritance.of(ledgers.entries());
    }

    /** Accepted, deployed and running. */
    private JobID runningJob(JobManagerHouse jm, TaskManagerId taskManager, long number) {
        JobID job = jm.submit(number, graph());
        write(jm);
        jm.moved(taskManager, new AttemptId(job, 0, 0, 0), TaskState.RUNNING);
        assertThat(jm.last(job).status()).isEqualTo(JobStatus.RUNNING);
        return job;
    }

    private void finish(JobManagerHouse jm, TaskManagerId taskManager, JobID job) {
        jm.moved(taskManager, new AttemptId(job, 0, 0, 0), TaskState.FINISHED);
    }

    private JobManagerHouse withRunningJob(JobID[] job, TaskManagerId[] taskManager) {
        JobManagerHouse jm = leader(FIRST);
        taskManager[0] = jm.taskManager("tm", 2);
        job[0] = runningJob(jm, taskManager[0], 1);
        return jm;
    }

    @Test
    void nobodyHearsOfAJobBeforeItIsWrittenDown() throws Exception {
        JobManagerHouse jm = leader(FIRST);
        JobID job = jm.submit(1, graph());
        jm.tell(JobManager.DISPATCHER, new WantJobs(JobManagerHouse.CLIENT));
        assertThat(jm.news).isEmpty();
        assertThat(jm.house.take(JobList.class))
                .singleElement()
                .satisfies(list -> assertThat(list.jobs()).isEmpty());
        assertThat(jm.house.isHosting(JobManager.jobActor(job))).isFalse();
        write(jm);
        assertThat(jm.news).isNotEmpty();
        assertThat(jm.house.isHosting(JobManager.jobActor(job))).isTrue();
        assertThat(written().jobs()).singleElement().satisfies(entry -> {
            assertThat(entry.acceptedIn()).isEqualTo(FIRST);
            assertThat(entry.accepted().job()).isEqualTo(job);
            assertThat(entry.accepted().name()).isEqualTo("test job");
            assertThat(entry.accepted().graphHash()).matches("[0-9a-f]{64}");
            assertThat(entry.hasEnded()).isFalse();
        });
    }

    @Test
    void keepsTheGraphBeforeItWritesDownWhereItLiesAndUntilTheJobHasEnded() throws Exception {
        JobManagerHouse jm = leader(FIRST);
        TaskManagerId taskManager = jm.taskManager("tm", 2);
        JobID job = jm.submit(1, graph());
        disk.remove().run();
        assertThat(estate.graphs.kept()).containsExactly("graphs/" + job);
        assertThat(ledgers.entries()).isEmpty();
        jm.settle();
        write(jm);
        assertThat(written().jobs().get(0).accepted().graphPlace()).isEqualTo("graphs/" + job);
        jm.moved(taskManager, new AttemptId(job, 0, 0, 0), TaskState.RUNNING);
        finish(jm, taskManager, job);
        assertThat(estate.graphs.kept()).hasSize(1);
        write(jm);
        assertThat(estate.graphs.kept()).isEmpty();
    }

    @Test
    void whatIsWantedOfAJobThatIsBeingWrittenDownWaitsForIt() {
        JobManagerHouse jm = leader(FIRST);
        JobID job = jm.submit(1, graph());
        jm.submit(1, graph());
        jm.tell(JobManager.DISPATCHER, new WantJob(JobManagerHouse.CLIENT, job));
        jm.tell(JobManager.DISPATCHER, new CancelJob(JobManagerHouse.CLIENT, job));
        assertThat(jm.news).isEmpty();
        write(jm);
        assertThat(jm.last(job).status()).isEqualTo(JobStatus.CANCELED);
        assertThat(ledgers.entries()).as("accepted, to be cancelled, ended").hasSize(3);
    }

    @Test
    void nobodyHearsOfAnEndBeforeItIsWrittenDown() throws Exception {
        JobID[] job = new JobID[1];
        TaskManagerId[] taskManager = new TaskManagerId[1];
        JobManagerHouse jm = withRunningJob(job, taskManager);
        finish(jm, taskManager[0], job[0]);
        assertThat(jm.last(job[0]).status()).isEqualTo(JobStatus.RUNNING);
        write(jm);
        assertThat(jm.last(job[0]).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(written().jobs().get(0).end())
                .hasValueSatisfying(end -> assertThat(end.status()).isEqualTo(JobStatus.FINISHED));
    }

    @Test
    void taskManagersForgetAJobOnlyWhenItsEndIsWrittenDown() {
        JobID[] job = new JobID[1];
        TaskManagerId[] taskManager = new TaskManagerId[1];
        JobManagerHouse jm = withRunningJob(job, taskManager);
        finish(jm, taskManager[0], job[0]);
        jm.heartbeat(taskManager[0], List.of(), List.of(job[0]));
        assertThat(jm.house.take(ForgetJob.class)).isEmpty();
        assertThat(jm.jobManager.slotPool().count()).allMatch(slots -> slots.given() == 1);
        write(jm);
        assertThat(jm.house.take(ForgetJob.class)).containsExactly(new ForgetJob(FIRST, job[0]));
        assertThat(jm.jobManager.slotPool().count()).allMatch(slots -> slots.given() == 0);
    }

    @Test
    void theNextLeaderFailsAJobWhoseGraphCannotBeReadAndKnowsWhatHadEnded() throws Exception {
        JobID[] job = new JobID[1];
        TaskManagerId[] taskManager = new TaskManagerId[1];
        JobManagerHouse first = withRunningJob(job, taskManager);
        JobID finished = runningJob(first, taskManager[0], 2);
        finish(first, taskManager[0], finished);
        write(first);
        estate.graphs.damage(job[0]);

        JobManagerHouse second = leader(SECOND);
        assertThat(inheritances.get(1).jobs())
                .extracting(InheritedJob::hasEnded)
                .containsExactly(false, true);
        second.tell(JobManager.DISPATCHER, new WantJob(JobManagerHouse.CLIENT, job[0]));
        second.tell(JobManager.DISPATCHER, new WantJob(JobManagerHouse.CLIENT, finished));
        JobMoved lost = second.last(job[0]);
        assertThat(lost.status()).isEqualTo(JobStatus.FAILED);
        assertThat(lost.failure().orElseThrow().message())
                .contains("epoch 4", "'test job' (" + job[0] + "), accepted in epoch 3", "graphs/" + job[0]);
        assertThat(second.last(finished).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(second.last(finished).epoch()).isEqualTo(SECOND);
        assertThat(written().jobs()).allMatch(InheritedJob::hasEnded);
    }

    @Test
    void whatClientsWantBeforeTheLedgerIsTakenOverWaits() {
        JobManagerHouse jm = new JobManagerHouse(estate, disk::add, FIRST, leadership);
        JobID job = jm.submit(1, graph());
        assertThat(ledgers.entries()).isEmpty();
        write(jm);
        assertThat(jm.last(job).job()).isEqualTo(job);
    }

    @Test
    void aSupersededLeaderFallsSilent() {
        JobID[] job = new JobID[1];
        TaskManagerId[] taskManager = new TaskManagerId[1];
        JobManagerHouse first = withRunningJob(job, taskManager);
        leader(SECOND);
        first.house.sent().clear();
        finish(first, taskManager[0], job[0]);
        write(first);
        assertSilent(first, taskManager[0]);
        assertThat(first.last(job[0]).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(losses).containsExactly("the ledger is of epoch 4");
    }

    @Test
    void aRevokedLeaderFallsSilent() {
        JobID[] job = new JobID[1];
        TaskManagerId[] taskManager = new TaskManagerId[1];
        JobManagerHouse jm = withRunningJob(job, taskManager);
        jm.tell(JobManager.DISPATCHER, new Revoked(FIRST, "the session has expired"));
        assertSilent(jm, taskManager[0]);
        assertThat(losses).containsExactly("the session has expired");
    }

    private static void assertSilent(JobManagerHouse jm, TaskManagerId taskManager) {
        jm.house.sent().clear();
        jm.beat(taskManager);
        jm.submit(99, graph());
        jm.advance(JobManagerHouse.SLOT_TIMEOUT.multipliedBy(2));
        assertThat(jm.house.sent()).isEmpty();
    }

    @Test
    void aLedgerThatBreaksEndsTheLeadership() {
        JobManagerHouse jm = leader(FIRST);
        ledgers.breakDown("the disk is full");
        jm.submit(1, graph());
        write(jm);
        assertThat(jm.news).isEmpty();
        assertThat(losses).containsExactly("the ledger of jobs cannot be read or written: the disk is full");
    }

    @Test
    void aLedgerOfAnotherVersionIsNotGuessedAt() {
        ledgers.of(Runnable::run, fact -> {}).takeOver(new Epoch(1));
        ledgers.of(Runnable::run, fact -> {}).append(new Epoch(1), 0, new byte[] {1, 2, 3});
        leader(FIRST);
        assertThat(inheritances).isEmpty();
        assertThat(losses).singleElement().asString().contains("not written by this version of Millrace");
    }

    @Test
    void whileItIsNotKnownWhoLeadsNothingIsCommittedAndNothingCancelled() {
        JobID[] job = new JobID[1];
        TaskManagerId[] taskManager = new TaskManagerId[1];
        JobManagerHouse jm = withRunningJob(job, taskManager);
        jm.tell(JobManager.DISPATCHER, new Suspended(FIRST));
        finish(jm, taskManager[0], job[0]);
        write(jm);
        assertThat(ledgers.entries()).hasSize(1);
        assertThat(jm.last(job[0]).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(jm.cancelled()).isEmpty();
        jm.tell(JobManager.DISPATCHER, new Resumed(FIRST));
        write(jm);
        assertThat(jm.last(job[0]).status()).isEqualTo(JobStatus.FINISHED);
    }

    // What is inherited.

    private static LedgerEntry entry(long epoch, long id, Message content) {
        return new LedgerEntry(new Epoch(epoch), id, MessageCodec.encode(content));
    }

    private static JobAccepted accepted(long number) {
        return new JobAccepted(new JobID(0, number), "job " + number, "", "00", "11", 5);
    }

    private static JobEnded ended(long number, JobStatus status) {
        return new JobEnded(new JobID(0, number), status, Optional.empty(), Map.of("a", new byte[] {1}), 7);
    }

    @Test
    void theFirstEndOfAJobCounts() throws Exception {
        Inheritance inherited = Inheritance.of(List.of(
                entry(1, 0, accepted(1)),
                entry(1, 1, ended(1, JobStatus.CANCELED)),
                entry(2, 0, ended(1, JobStatus.FAILED))));
        assertThat(inherited.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.end().orElseThrow().status()).isEqualTo(JobStatus.CANCELED));
    }
}
