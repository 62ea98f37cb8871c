/** Tests of the solution set against maps of the JDK, with few pages, bad hashes and full disks. Nothing else is here. */
@NullMarked
package io.millrace.iterations.solution;

import org.jspecify.annotations.NullMarked;
