package io.millrace.testing.hadoop;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a running Hadoop, the same for all test classes of the JVM:
 *
 * <pre>{@code
 * @MiniHadoopCluster
 * class MyJobTest {
 *     @Test
 *     void readsFromHdfs(MiniHadoop hadoop) throws IOException { … }
 * }
 * }</pre>
 *
 * <p>It has HDFS, YARN with two NodeManagers, and ZooKeeper. As it is shared, each test writes to a folder of its own.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MiniHadoopExtension.class)
public @interface MiniHadoopCluster {}
