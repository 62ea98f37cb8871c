package io.millrace.operators.harness;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.contract.TwoInputOperator.InputSelection;
import io.millrace.dataflow.util.SerializedValue;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Runs an operator of a bounded input through everything that a task may do to it. Input and expectation are given once; a
 * failure names the mode that broke.
 *
 * <ul>
 *   <li>{@code PLAIN}: all records, then the end.
 *   <li>{@code WATERMARKS}: a watermark between any two records.
 *   <li>{@code REUSED_INPUT}: object reuse is on, and every tuple is changed as soon as the operator has returned.
 *   <li>{@code CHANGED_OUTPUT}: every emitted tuple is changed as soon as it was emitted.
 *   <li>{@code FEW_PAGES}: small pages, and no more of them than the test says must do.
 *   <li>for two inputs, {@code ORDERS}: many interleavings among those that {@code nextInput} allows.
 * </ul>
 * In all of them each run has a factory that travelled serialised, no piece of an emission has more than {@link #PIECE_MAX}
 * records, and no spill file is left. Not covered: snapshots, side outputs, timers.
 */
public final class OperatorHarness<OUT> {
    /** Some hundred. */
    private static final int PIECE_MAX = 512;

    private static final int ORDERS = 8;

    private enum Mode {
        PLAIN,
        WATERMARKS,
        REUSED_INPUT,
        CHANGED_OUTPUT,
        FEW_PAGES
    }

    private final OperatorFactory factory;
    private TestPages fewPages = new TestPages(1024, 1_000);
    private boolean callbacksEmitMany;

    public OperatorHarness(OperatorFactory factory) {
        this.factory = factory;
    }

    /** The least memory that must do for this input. */
    public OperatorHarness<OUT> pages(int pageBytes, int pages) {
        fewPages = new TestPages(pageBytes, pages);
        return this;
    }

    /** One user callback may emit more than a piece. */
    public OperatorHarness<OUT> callbacksEmitMany() {
        callbacksEmitMany = true;
        return this;
    }

    /** Checks a one-input operator in all modes. */
    public <IN> void check(List<IN> input, Consumer<List<OUT>> expectation) {
        for (Mode mode : Mode.values()) {
            run(mode.name(), () -> expectation.accept(oneInput(mode, input)));
        }
    }

    /** Checks a two-input operator in all modes, in many orders of the inputs. */
    public <L, R> void check(List<L> left, List<R> right, Consumer<List<OUT>> expectation) {
        for (Mode mode : Mode.values()) {
            for (int order = 0; order < ORDERS; order++) {
                Random random = new Random(order);
                run(mode + ", order " + order, () -> expectation.accept(twoInputs(mode, left, right, random)));
            }
        }
    }

    private interface Run {
        void run() throws Exception;
    }

    private static void run(String mode, Run run) {
        try {
            run.run();
        } catch (AssertionError e) {
            throw new AssertionError("in mode " + mode + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new AssertionError("in mode " + mode + ": " + e, e);
        }
    }

    private <IN> List<OUT> oneInput(Mode mode, List<IN> input) throws Exception {
        TestContext context = context(mode);
        TestOutput<OUT> output = new TestOutput<>(mode == Mode.CHANGED_OUTPUT);
        OneInputOperator<IN, OUT> operator = create();
        operator.open(context, output);
        for (int i = 0; i < input.size(); i++) {
            IN record = Tuples.copy(input.get(i));
            operator.process(record, i);
            changeAfter(mode, record);
            if (mode == Mode.WATERMARKS) {
                pull(operator.onWatermark(i - 10L), output);
            }
        }
        pull(operator.endInput(), output);
        operator.close();
        checkFiles(context);
        return output.records;
    }

    private <L, R> List<OUT> twoInputs(Mode mode, List<L> left, List<R> right, Random random) throws Exception {
        TestContext context = context(mode);
        TestOutput<OUT> output = new TestOutput<>(mode == Mode.CHANGED_OUTPUT);
        TwoInputOperator<L, R, OUT> operator = create();
        operator.open(context, output);
        int lefts = 0;
        int rights = 0;
        while (lefts <= left.size() || rights <= right.size()) {
            if (takesLeft(operator.nextInput(), lefts > left.size(), rights > right.size(), random)) {
                if (lefts < left.size()) {
                    L record = Tuples.copy(left.get(lefts));
                    operator.processLeft(record, lefts);
                    changeAfter(mode, record);
                } else {
                    pull(operator.endLeft(), output);
                }
                lefts++;
            } else {
                if (rights < right.size()) {
                    R record = Tuples.copy(right.get(rights));
                    operator.processRight(record, rights);
                    changeAfter(mode, record);
                } else {
                    pull(operator.endRight(), output);
                }
                rights++;
            }
        }
        operator.close();
        checkFiles(context);
        return output.records;
    }

    private static boolean takesLeft(InputSelection wanted, boolean leftEnded, boolean rightEnded, Random random) {
        if (leftEnded || rightEnded) {
            return rightEnded;
        }
        return wanted == InputSelection.LEFT || (wanted == InputSelection.ANY && random.nextBoolean());
    }

    private void pull(Emission<OUT> emission, TestOutput<OUT> output) throws Exception {
        if (emission == Emission.<OUT>none()) {
            return;
        }
        boolean more = true;
        while (more) {
            int before = output.records.size();
            more = emission.next(output);
            int piece = output.records.size() - before;
            if (piece > PIECE_MAX && !callbacksEmitMany) {
                throw new AssertionError("a piece has " + piece + " records, more than " + PIECE_MAX);
            }
        }
    }

    private TestContext context(Mode mode) {
        TestContext context = new TestContext();
        if (mode == Mode.REUSED_INPUT) {
            context.executionConfig.enableObjectReuse();
        }
        if (mode == Mode.FEW_PAGES) {
            context.pages = new TestPages(fewPages.pageBytes(), fewPages.limit());
        }
        return context;
    }

    private static void checkFiles(TestContext context) {
        if (!context.spillFiles.isEmpty()) {
            throw new AssertionError("files were left: " + context.spillFiles);
        }
    }

    @SuppressWarnings("unchecked")
    private <O extends Operator> O create() throws Exception {
        OperatorFactory travelled =
                new SerializedValue<>(factory).deserializeValue(OperatorHarness.class.getClassLoader());
        return (O) travelled.create();
    }

    private static void changeAfter(Mode mode, Object record) {
        if (mode == Mode.REUSED_INPUT) {
            Tuples.change(record);
        }
    }
}
