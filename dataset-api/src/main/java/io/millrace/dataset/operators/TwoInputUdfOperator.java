package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.broadcast.OnPairsFactory;
import io.millrace.operators.broadcast.PairCall;
import java.util.LinkedHashMap;
import java.util.Map;

/** An operation on two data sets by a user's function. */
public abstract class TwoInputUdfOperator<IN1, IN2, OUT, O extends TwoInputUdfOperator<IN1, IN2, OUT, O>>
        extends TwoInputOperator<IN1, IN2, OUT, O> {
    private final Map<String, DataSet<?>> broadcastSets = new LinkedHashMap<>();
    private Configuration parameters = new Configuration();

    protected TwoInputUdfOperator(DataSet<IN1> input1, DataSet<IN2> input2, TypeInformation<OUT> resultType) {
        super(input1, input2, resultType);
    }

    /** Passes {@code newParameters} to the function's {@code open(Configuration)}; replaces earlier ones. */
    public O withParameters(Configuration newParameters) {
        this.parameters = newParameters;
        return self();
    }

    /**
     * Gives every subtask the whole of {@code data} before the function is called; it asks for it by {@code
     * getRuntimeContext().getBroadcastVariable(name)}. It must fit in each subtask's memory.
     */
    public O withBroadcastSet(DataSet<?> data, String name) {
        DataSet.checkSameExecutionContext(getInput1(), data);
        if (broadcastSets.putIfAbsent(name, data) != null) {
            throw new InvalidProgramException("There is a broadcast set named '" + name
                    + "' already; each one of an operator needs a name of its own.");
        }
        return self();
    }

    /**
     * Says which fields of the first input come out unchanged: {@code "f0;f1->f2"}, {@code "*"} for the whole record.
     *
     * @throws io.millrace.dataflow.operators.SemanticProperties.InvalidSemanticAnnotationException if that cannot be true
     */
    public O withForwardedFieldsFirst(String... forwardedFieldsFirst) {
        ForwardedFields.check(getInput1().getType(), getType(), forwardedFieldsFirst);
        return self();
    }

    /** As {@link #withForwardedFieldsFirst}, of the second input. */
    public O withForwardedFieldsSecond(String... forwardedFieldsSecond) {
        ForwardedFields.check(getInput2().getType(), getType(), forwardedFieldsSecond);
        return self();
    }

    /** Whether the function is to be called behind the pairs, see {@link #onPairs}. */
    final boolean hasBroadcastSets() {
        return !broadcastSets.isEmpty();
    }

    /** For the node that makes pairs of what the function gets. */
    final Info pairsInfo(PlanContext plan, String defaultName) {
        Info info = info(plan, defaultName);
        return new Info("Pairs of " + info.name(), info.parallelism(), LateBoundTypeInfo.any());
    }

    /** The function, with its broadcast sets, behind what makes its pairs. */
    final PlanNode onPairs(PlanContext plan, String defaultName, PlanNode pairs, Function function, PairCall call) {
        return new PlanNode.RecordWise(
                info(plan, defaultName, broadcastSets), pairs, new OnPairsFactory(function, call, parameters));
    }

    final Configuration parameters() {
        return parameters;
    }

    /** States the type of the results. Never needed, always allowed, before the operator is consumed. */
    public O returns(Class<OUT> typeClass) {
        return returns(TypeInformation.of(typeClass));
    }

    /** As {@link #returns(Class)}, for generic types. */
    public O returns(TypeHint<OUT> typeHint) {
        return returns(TypeInformation.of(typeHint));
    }

    /** As {@link #returns(Class)}. */
    public O returns(TypeInformation<OUT> type) {
        declareType(type);
        return self();
    }
}
