package io.millrace.jobmanager.job;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.jobmanager.checkpoint.CheckpointSettings;
import io.millrace.jobmanager.region.PipelinedRegions;
import java.util.Optional;

/** The parts of a job's actor that its settings make, wired to each other. */
final class JobParts {
    final JobCheckpoints checkpoints;
    final JobFailover failover;

    /** @throws io.millrace.dataflow.config.IllegalConfigurationException if a setting is impossible */
    <D extends JobCheckpoints.Decisions & JobFailover.Consequences> JobParts(
            JobSpec spec, JobSettings settings, JobPorts ports, PipelinedRegions regions, JobLife life, D decided) {
        ReadableConfig config = Configuration.fromMap(spec.graph().configuration());
        Optional<CheckpointSettings> wanted = CheckpointSettings.of(spec.graph().mode(), config);
        Restarts restarts = Restarts.of(spec.graph().mode(), wanted, config);
        this.checkpoints = new JobCheckpoints(life, restarts, decided);
        FailureLog failures =
                new FailureLog(spec.job(), spec.graph().name(), spec.epoch(), ports.failures(), ports.dispatcher());
        FailoverScope scope = FailoverScope.of(config, wanted.isPresent());
        this.failover = new JobFailover(spec.graph(), regions, scope, life, restarts, checkpoints, failures, decided);
        checkpoints.take(
                spec, config, wanted, settings.checkpointsRemembered(), ports.checkpoints(), ports.coordinators());
    }
}
