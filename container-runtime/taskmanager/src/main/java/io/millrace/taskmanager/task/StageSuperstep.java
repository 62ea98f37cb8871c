package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.Operator;
import io.millrace.taskmanager.exchange.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The supersteps of one operator in a loop: which of its inputs have ended the one at hand, and when it is over.
 *
 * <p>An input that does not depend on the loop ends once and is as good as ended in all supersteps that follow; the others end
 * each superstep, and after the last one once more, which means nothing to the operator. Used by one thread at a time.
 */
final class StageSuperstep {
    /** An event of one input. */
    private record Waiting(Element.Superstep event, int input) {}

    private final Operator operator;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final List<byte[]> reports = new ArrayList<>();
    private int number;
    private int endedNow;
    private int everEnded;

    StageSuperstep(Operator operator) {
        this.operator = operator;
    }

    void offer(Element.Superstep event, int input) {
        waiting.add(new Waiting(event, input));
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /**
     * Takes the next event: the operator is told that a superstep begins, if it is news.
     *
     * @return the input that has ended the superstep; 0 if it was not an end
     */
    int take(ChainOutput output) throws Exception {
        Waiting next = waiting.remove();
        if (next.event() instanceof Element.SuperstepEnd end) {
            reports.addAll(end.reports());
            return next.input();
        }
        if (next.event() instanceof Element.SuperstepBegin begin && begin.number() > number) {
            number = begin.number();
            operator.beginSuperstep(number, begin.news());
            output.superstep(begin);
        }
        return 0;
    }

    /** The operator has dealt with the end of an input. */
    void ended(int input) {
        endedNow |= input;
        everEnded |= input;
    }

    /** Whether an input belongs to the loop: its last end is not the operator's concern. */
    boolean hasEnded(int input) {
        return (everEnded & input) != 0;
    }

    /**
     * The end of the superstep, if all inputs have ended it, those of the loop or for good.
     *
     * @param over the inputs that have ended for good
     * @param all the inputs of the operator
     */
    Element.@Nullable SuperstepEnd end(int over, int all) throws Exception {
        if (endedNow == 0 || (endedNow | over) != all) {
            return null;
        }
        endedNow = 0;
        byte[] own = operator.endSuperstep();
        if (own.length > 0) {
            reports.add(own);
        }
        Element.SuperstepEnd end = new Element.SuperstepEnd(number, List.copyOf(reports));
        reports.clear();
        return end;
    }
}
