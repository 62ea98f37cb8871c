/**
 * Class loaders of vertices, which define the engine's classes on the way of a record again for each vertex. Start with
 * {@link io.millrace.taskmanager.vertex.VertexClassLoader}.
 *
 * <p>User classes are never defined here, and nothing here runs while records flow.
 */
@NullMarked
package io.millrace.taskmanager.vertex;

import org.jspecify.annotations.NullMarked;
