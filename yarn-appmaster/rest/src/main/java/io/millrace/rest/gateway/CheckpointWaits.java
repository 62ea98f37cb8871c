package io.millrace.rest.gateway;

import io.millrace.control.TimerName;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.protocol.JobNews.CheckpointNews;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The requests that wait for the outcome of a checkpoint. */
final class CheckpointWaits {
    private final Map<TimerName, Wish.TakeCheckpoint> waiting = new LinkedHashMap<>();

    void park(TimerName timer, Wish.TakeCheckpoint wish) {
        waiting.put(timer, wish);
    }

    /** The time of one is over. */
    void over(TimerName timer) {
        Wish.TakeCheckpoint wish = waiting.remove(timer);
        if (wish != null) {
            wish.answer().give(Optional.of(CheckpointStanding.IN_PROGRESS));
        }
    }

    /** @return the timers of those that are answered */
    List<TimerName> told(CheckpointNews news) {
        return answer(
                wish -> wish.job().equals(news.job())
                        && wish.request().equals(news.request())
                        && (news.standing().isKnown() || wish.waitAtMost().isZero()),
                Optional.of(news.standing()));
    }

    /** @return the timers of those that are answered */
    List<TimerName> unknown(JobID job) {
        return answer(wish -> wish.job().equals(job), Optional.empty());
    }

    private List<TimerName> answer(Predicate<Wish.TakeCheckpoint> which, Optional<CheckpointStanding> standing) {
        List<TimerName> answered = waiting.entrySet().stream()
                .filter(parked -> which.test(parked.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (TimerName timer : answered) {
            Wish.TakeCheckpoint wish = waiting.remove(timer);
            if (wish != null) {
                wish.answer().give(standing);
            }
        }
        return answered;
    }
}
