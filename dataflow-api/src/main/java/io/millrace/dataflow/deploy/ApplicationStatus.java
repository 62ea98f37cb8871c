package io.millrace.dataflow.deploy;

/**
 * How an application stands.
 *
 * @param applicationId as the resource manager names it
 * @param name given by its owner
 * @param kind whether one program runs in it ({@code "application"}) or it takes jobs ({@code "session"})
 * @param state the resource manager's word, such as {@code ACCEPTED}, {@code RUNNING}, {@code FINISHED}
 * @param queue where it runs
 * @param user its owner
 * @param webAddress where its REST interface answers; empty text if it has none (yet)
 * @param diagnostics what the resource manager has to say, or an empty text
 */
public record ApplicationStatus(
        String applicationId,
        String name,
        String kind,
        String state,
        String queue,
        String user,
        String webAddress,
        String diagnostics) {}
