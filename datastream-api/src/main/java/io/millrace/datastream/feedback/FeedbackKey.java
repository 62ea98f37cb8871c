package io.millrace.datastream.feedback;

import io.millrace.dataflow.JobID;

/**
 * Which channel: both ends of it are subtasks of one number, which share a slot.
 *
 * @param loop its number in the program
 */
public record FeedbackKey(JobID job, int loop, int subtask) {}
