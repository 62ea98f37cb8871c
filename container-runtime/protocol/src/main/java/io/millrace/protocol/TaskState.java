package io.millrace.protocol;

/** The life of an attempt. */
public enum TaskState {
    /** Known to the JobManager, waits for a slot. */
    CREATED,
    /** Sent to its TaskManager; awaits the word that it runs. */
    DEPLOYING,
    /** Its operators are open and it steps. */
    RUNNING,
    /** Awaits that its operators are closed; nothing of it reaches anybody any more. */
    CANCELING,
    /** Ended well: all its output is with its consumers or aside. */
    FINISHED,
    CANCELED,
    FAILED;

    public boolean isTerminal() {
        return this == FINISHED || this == CANCELED || this == FAILED;
    }

    public boolean mayBecome(TaskState next) {
        return switch (this) {
            case CREATED -> next == DEPLOYING || next == CANCELED || next == FAILED;
            case DEPLOYING ->
                next == RUNNING || next == CANCELING || next == FAILED || next == CANCELED || next == FINISHED;
            case RUNNING -> next == FINISHED || next == CANCELING || next == FAILED || next == CANCELED;
            case CANCELING -> next == CANCELED || next == FAILED || next == FINISHED;
            case FINISHED, CANCELED, FAILED -> false;
        };
    }
}
