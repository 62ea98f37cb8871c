package io.millrace.rest.view;

import java.util.List;

/**
 * The news of a job since its reader's last page. The job has ended for the reader when {@link #isEnd}.
 *
 * @param version counts the changes of {@code job} under one leader; to be given with the next request
 * @param next the number to ask from the next time
 * @param more results that did not fit are here already
 * @param results in order, without gaps, from the number that was asked from
 */
public record NewsPage(JobView job, long version, long next, boolean more, List<ResultView> results) {
    public NewsPage {
        results = List.copyOf(results);
    }

    /** The last page: the job has ended, and all its results have been handed out with this page. */
    public boolean isEnd() {
        return !more && job.status().isTerminalState();
    }
}
