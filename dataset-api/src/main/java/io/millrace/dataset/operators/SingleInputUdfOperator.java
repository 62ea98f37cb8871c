package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.PlanContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** An operation on one data set by a user's function. */
public abstract class SingleInputUdfOperator<IN, OUT, O extends SingleInputUdfOperator<IN, OUT, O>>
        extends SingleInputOperator<IN, OUT, O> {
    private final Map<String, DataSet<?>> broadcastSets = new LinkedHashMap<>();
    private Configuration parameters = new Configuration();

    protected SingleInputUdfOperator(DataSet<IN> input, TypeInformation<OUT> resultType) {
        super(input, resultType);
    }

    /** Passes {@code newParameters} to the function's {@code open(Configuration)}; replaces earlier ones. */
    public O withParameters(Configuration newParameters) {
        this.parameters = newParameters;
        return self();
    }

    /**
     * Gives every subtask the whole of {@code data} before its own input; functions ask for it by {@code
     * getRuntimeContext().getBroadcastVariable(name)}. It must fit in each subtask's memory.
     */
    public O withBroadcastSet(DataSet<?> data, String name) {
        DataSet.checkSameExecutionContext(getInput(), data);
        if (broadcastSets.putIfAbsent(name, data) != null) {
            throw new InvalidProgramException("There is a broadcast set named '" + name
                    + "' already; each one of an operator needs a name of its own.");
        }
        return self();
    }

    /**
     * Says which fields of the input come out unchanged: {@code "f0;f1->f2"}, {@code "*"} for the whole record.
     *
     * @throws io.millrace.dataflow.operators.SemanticProperties.InvalidSemanticAnnotationException if that cannot be true
     */
    public O withForwardedFields(String... forwardedFields) {
        ForwardedFields.check(getInputType(), getType(), forwardedFields);
        return self();
    }

    final Info udfInfo(PlanContext plan, String defaultName) {
        return info(plan, defaultName, broadcastSets);
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
