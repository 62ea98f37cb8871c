package io.millrace.control;

/** What actors send each other: immutable, named for what happened or for what is wanted; repeating it changes nothing. */
public interface Message {}
