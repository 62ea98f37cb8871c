package io.millrace.benchmarks;

import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.ExecutionEnvironment;

/**
 * The batch job that {@code testing/faults.sh} disturbs: the numbers from 0, counted and summed by key. Each line is
 * {@code key 0 count sum}.
 */
public final class FaultsBatch {
    private FaultsBatch() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        long numbers = params.getLong("numbers");
        long keys = params.getLong("keys");
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.generateSequence(0, numbers - 1)
                .map(new Pace(params.getLong("rate", 20_000), params.get("hurry")))
                .returns(Types.LONG)
                .map(number -> Tuple3.of(number % keys, 1L, number))
                .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG))
                .groupBy(0)
                .reduce((left, right) -> Tuple3.of(left.f0, left.f1 + right.f1, left.f2 + right.f2))
                .map(sum -> sum.f0 + " 0 " + sum.f1 + " " + sum.f2)
                .returns(Types.STRING)
                .writeAsText(params.getRequired("output"));
        env.execute("faults: batch");
    }
}
