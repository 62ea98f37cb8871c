package io.millrace.rest.gateway;

import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.JobNews.OperatorResult;
import java.util.List;

/**
 * The answer to a {@link Wish.Poll}.
 *
 * @param first the lowest result that can still be had; if it is above what was asked from, results are lost to the asker
 * @param next one above the last of {@code results}, or what was asked from
 * @param more results that did not fit
 */
public record News(JobMoved job, long version, long first, long next, boolean more, List<OperatorResult> results) {
    public News {
        results = List.copyOf(results);
    }
}
