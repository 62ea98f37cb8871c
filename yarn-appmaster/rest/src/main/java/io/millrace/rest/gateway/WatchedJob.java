package io.millrace.rest.gateway;

import io.millrace.control.TimerName;
import io.millrace.protocol.InOrder;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.JobNews.OperatorResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of a job: how it stands, the results that its reader has not got, who waits for them. Results are
 * kept only where jobs come through a gateway, be it that of an earlier leader: else somebody else is the reader.
 */
final class WatchedJob {
    /** The size of a page: what a client can be expected to hold, and a slow line to carry in seconds. */
    private static final long PAGE_BYTES = 4L << 20;

    private final boolean keepsResults;
    private final InOrder<OperatorResult> order = new InOrder<>();
    private final TreeMap<Long, OperatorResult> results = new TreeMap<>();
    private final Map<TimerName, Wish.Poll> waiting = new LinkedHashMap<>();
    private final List<Wish.Answer<Optional<JobMoved>>> asking = new ArrayList<>();
    private @Nullable JobMoved latest;
    private long version;
    private long first;
    private Instant lastRead;

    WatchedJob(boolean keepsResults, Instant now) {
        this.keepsResults = keepsResults;
        this.lastRead = now;
    }

    /** The dispatcher has said how it stands. */
    boolean isKnown() {
        return latest != null;
    }

    /** @return all results with lower numbers have come */
    long add(OperatorResult result) {
        if (!keepsResults) {
            first = Math.max(first, result.sequence() + 1);
            return first;
        }
        order.take(result.sequence(), result).forEach(due -> results.put(due.sequence(), due));
        return order.next();
    }

    void moved(JobMoved news) {
        if (latest == null
                || latest.status() != news.status()
                || !latest.failure().equals(news.failure())) {
            version++;
        }
        latest = news;
    }

    /** They hear how the job stands when it is said the next time; they get an empty answer if it is unknown. */
    void asks(Wish.Answer<Optional<JobMoved>> answer) {
        asking.add(answer);
    }

    void answerAsking() {
        asking.forEach(answer -> answer.give(Optional.ofNullable(latest)));
        asking.clear();
    }

    /** Its reader has all below. */
    void read(long from, Instant now) {
        lastRead = now;
        if (from > first) {
            first = Math.min(from, Math.max(first, order.next()));
            results.headMap(first).clear();
        }
    }

    /** Nobody will fetch what is here any more. */
    void dropResultsUnreadSince(Instant limit) {
        if (lastRead.isBefore(limit) && waiting.isEmpty() && !results.isEmpty()) {
            first = order.next();
            results.clear();
        }
    }

    /** Something that this reader has not got. */
    boolean hasNewsFor(Wish.Poll poll) {
        return latest != null
                && (version != poll.version()
                        || poll.from() < first
                        || !results.tailMap(poll.from()).isEmpty());
    }

    Optional<News> newsFor(Wish.Poll poll) {
        if (latest == null) {
            return Optional.empty();
        }
        List<OperatorResult> page = new ArrayList<>();
        long bytes = 0;
        boolean more = false;
        for (OperatorResult result : results.tailMap(poll.from()).values()) {
            bytes += result.payload().length;
            if (bytes > PAGE_BYTES && !page.isEmpty()) {
                more = true;
                break;
            }
            page.add(result);
        }
        long next = page.isEmpty()
                ? Math.max(poll.from(), first)
                : page.get(page.size() - 1).sequence() + 1;
        return Optional.of(new News(latest, version, first, next, more, page));
    }

    void park(TimerName timer, Wish.Poll poll) {
        waiting.put(timer, poll);
    }

    Optional<Wish.Poll> unpark(TimerName timer) {
        return Optional.ofNullable(waiting.remove(timer));
    }

    /** Those whose wait is over because there is news, or, if the job is gone, all. */
    List<TimerName> due(boolean gone) {
        return waiting.entrySet().stream()
                .filter(parked -> gone || hasNewsFor(parked.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    void forget() {
        latest = null;
    }
}
