package io.millrace.jobmanager.coordinator;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.graph.Vertex;

/** The coordinator of one operator, and how far it is in its life. */
final class CoordinatorMember {
    enum Stage {
        MADE,
        STARTED,
        /** Its start threw: it holds nothing to abort. */
        REFUSED,
        CLOSED
    }

    final Vertex vertex;
    final int place;
    final Coordinator coordinator;
    Stage stage = Stage.MADE;
    /** It has said or heard something, in this run of its tasks. */
    volatile boolean involved;

    CoordinatorMember(Vertex vertex, int place, Coordinator coordinator) {
        this.vertex = vertex;
        this.place = place;
        this.coordinator = coordinator;
    }

    String operator() {
        return vertex.chain().get(place).name();
    }

    String id() {
        return vertex.chain().get(place).id().hex();
    }
}
