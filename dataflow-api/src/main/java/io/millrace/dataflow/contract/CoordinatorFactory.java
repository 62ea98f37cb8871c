package io.millrace.dataflow.contract;

import java.io.Serializable;

/** Makes the {@link Coordinator} of an operator on the JobManager; once per job run. Rules as {@link OperatorFactory}. */
public interface CoordinatorFactory extends Serializable {
    Coordinator create();
}
