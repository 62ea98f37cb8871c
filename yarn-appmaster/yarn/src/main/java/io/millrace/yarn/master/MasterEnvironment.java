package io.millrace.yarn.master;

import io.millrace.yarn.worker.ContainerEnvironment;
import java.util.Map;
import org.apache.hadoop.yarn.api.ApplicationConstants;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ContainerId;

/**
 * What YARN tells an ApplicationMaster by its environment.
 *
 * @param attempt from 1: which ApplicationMaster of the application this is
 * @param submittedAtMs since 1970, by the resource manager's clock; 0 if it does not say
 */
record MasterEnvironment(ContainerEnvironment container, String applicationId, int attempt, long submittedAtMs) {
    static MasterEnvironment of(Map<String, String> environment) {
        ContainerEnvironment container = ContainerEnvironment.of(environment);
        ApplicationAttemptId attempt =
                ContainerId.fromString(container.containerId()).getApplicationAttemptId();
        String submitted = environment.getOrDefault(ApplicationConstants.APP_SUBMIT_TIME_ENV, "0");
        return new MasterEnvironment(
                container, attempt.getApplicationId().toString(), attempt.getAttemptId(), Long.parseLong(submitted));
    }
}
