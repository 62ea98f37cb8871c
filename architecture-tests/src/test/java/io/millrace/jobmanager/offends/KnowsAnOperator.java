package io.millrace.jobmanager.offends;

import io.millrace.operators.offends.Operates;

/** Breaks an arrow: the JobManager knows operators by their factories only. */
public class KnowsAnOperator {
    private final Operates operator = new Operates();

    public String known() {
        return operator.toString();
    }
}
