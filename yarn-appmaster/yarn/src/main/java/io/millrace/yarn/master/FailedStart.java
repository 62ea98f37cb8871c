package io.millrace.yarn.master;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Tells YARN why an ApplicationMaster could not begin. */
final class FailedStart {
    private FailedStart() {}

    static void report(Configuration hadoop, String host, FinalApplicationStatus status, String diagnostics)
            throws IOException, YarnException {
        AMRMClient<ContainerRequest> client = AMRMClient.createAMRMClient();
        client.init(hadoop);
        client.start();
        try {
            client.registerApplicationMaster(host, -1, "");
            client.unregisterApplicationMaster(status, diagnostics, "");
        } finally {
            client.stop();
        }
    }
}
