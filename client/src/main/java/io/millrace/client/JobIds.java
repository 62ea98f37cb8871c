package io.millrace.client;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.IllegalConfigurationException;
import java.util.regex.Pattern;

/** The ids of jobs, as users type them. */
final class JobIds {
    private static final Pattern JOB_ID = Pattern.compile("[0-9a-fA-F]{32}");

    private JobIds() {}

    /** @throws IllegalConfigurationException if it is none */
    static JobID parse(String text) {
        if (!JOB_ID.matcher(text).matches()) {
            throw new IllegalConfigurationException(
                    "'" + text + "' is no job id: expected=32 hexadecimal digits, as 'millrace list' shows them.");
        }
        return JobID.fromHexString(text);
    }
}
