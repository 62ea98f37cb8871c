package io.millrace.operators.offends;

import org.apache.hadoop.fs.Path;

/** Breaks a library's home: in operators, only the package file sees Hadoop's file systems. */
public class Operates {
    public String name(Path path) {
        return path.getName();
    }
}
