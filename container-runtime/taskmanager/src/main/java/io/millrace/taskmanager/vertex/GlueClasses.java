package io.millrace.taskmanager.vertex;

import io.millrace.dataflow.contract.PerVertexClasses;
import java.util.List;

/** What hands records from operator to operator and to the exchanges. */
public final class GlueClasses implements PerVertexClasses {
    @Override
    public List<String> names() {
        return List.of(
                "io.millrace.taskmanager.task.VertexGlue",
                "io.millrace.taskmanager.task.ChainedOutput",
                "io.millrace.taskmanager.task.CopyingReceiver",
                "io.millrace.taskmanager.task.ExchangeOutput",
                "io.millrace.taskmanager.task.OneInputHead",
                "io.millrace.taskmanager.task.TwoInputHead",
                "io.millrace.taskmanager.exchange.RecordRouter",
                "io.millrace.taskmanager.exchange.ChannelSelector",
                "io.millrace.taskmanager.exchange.ChannelSelectors");
    }
}
