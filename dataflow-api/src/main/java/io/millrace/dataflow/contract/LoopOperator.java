package io.millrace.dataflow.contract;

import java.util.List;

/**
 * The head of a loop: takes what the loop begins with, feeds it to the operators of the step, takes what they feed back, and
 * so on, until it says that the loop is over.
 *
 * <p>Its inputs are numbered. Those from outside end once; those that are fed back end with each superstep, at all subtasks of
 * the head with the same reports, so that all of them come to the same decision without another word. Records are never
 * refused: they are kept, on disk if need be, so that the cycle of the loop cannot block.
 *
 * <p>Call order: {@code open}; then {@code next} whenever the output has room, with calls of {@code process}, {@code endInput}
 * and {@code endSuperstep} between.
 */
public interface LoopOperator extends Operator {
    /** What {@link #next} did, or what is to be done now. */
    enum Turn {
        /** Nothing before something comes from an input. */
        WAITING,
        /** A superstep begins: its {@link #number} and {@link #news} are to be told to the step. */
        BEGINS,
        /** It emitted a piece; call again. */
        MORE,
        /** All that the superstep is fed with is out: its end is to be told to the step. */
        FED,
        /** There is no other superstep: the end is to be told to the step. What follows goes out of the loop. */
        OVER,
        /** All is out. Never call again. */
        ENDED
    }

    void open(OperatorContext context, Output<Object> output) throws Exception;

    /** A record of an input; emits nothing. */
    void process(int input, Object record) throws Exception;

    /** An input from outside has ended. */
    void endInput(int input) throws Exception;

    /**
     * All that the superstep feeds back by this input has come.
     *
     * @param reports of operators in the loop, each to be found at one input only
     */
    void endSuperstep(int input, List<byte[]> reports) throws Exception;

    /** Emits a bounded piece (some hundred records at most), or says what is due. */
    Turn next(Output<Object> output) throws Exception;

    /** Of the superstep at hand, from 1. */
    int number();

    /** What all operators of the loop are told at the beginning of the superstep at hand. */
    byte[] news();

    /** What this subtask tells all subtasks of the head at the end of the superstep at hand; asked when it has {@link Turn#FED}. */
    default byte[] report() {
        return NOTHING_TO_REPORT;
    }
}
