package io.millrace.rest.view;

/**
 * An application at a glance.
 *
 * @param applicationId as the resource manager names it
 * @param kind whether it runs a program of its own ("application") or takes jobs ("session")
 * @param jobsRunning that have not ended
 * @param jobsEnded that are remembered
 */
public record Overview(
        String applicationId,
        String name,
        String kind,
        int taskManagers,
        int slots,
        int freeSlots,
        int jobsRunning,
        int jobsEnded) {}
