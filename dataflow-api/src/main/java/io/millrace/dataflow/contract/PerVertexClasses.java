package io.millrace.dataflow.contract;

import java.util.List;

/**
 * Names the engine classes of a module that every vertex of a job has as its own: they are defined again, under their own
 * names, by a class loader of the vertex, so that a call in them has one target where the same class shared by all jobs would
 * have many, and the JIT inlines the user's functions into the engine's loops. Found as a service.
 *
 * <p>Objects of such classes never pass from one vertex to another, and such classes call only public members of engine
 * classes that are not of this kind.
 */
public interface PerVertexClasses {
    /** Names of classes, with all classes nested in them; a name that ends with a dot is a package, with all below it. */
    List<String> names();

    /** What of that is left out after all, named likewise. */
    default List<String> except() {
        return List.of();
    }
}
