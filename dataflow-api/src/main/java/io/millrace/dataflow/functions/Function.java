package io.millrace.dataflow.functions;

import java.io.Serializable;

/** What all user functions have in common: they are serialised when the job is submitted. */
public interface Function extends Serializable {}
