package io.millrace.protocol.wire;

import io.millrace.protocol.Endpoint;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Placements.VertexPlacement;
import io.millrace.protocol.TaskManagerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link Placements} in a form that is small, and smaller when it is deflated: each name once, and in its place elsewhere the
 * distance from the one named before, which is nearly always the same.
 *
 * @param names of the TaskManagers, in the order in which they are first named
 */
record PackedPlacements(List<String> names, List<PackedVertex> vertices, List<PackedEndpoint> endpoints) {
    /** @param taskManagers for each subtask, how far behind that of the subtask before its name is */
    record PackedVertex(List<Integer> taskManagers, List<Integer> attempts) {}

    /** @param taskManager how far behind that of the endpoint before its name is */
    record PackedEndpoint(int taskManager, String host, int port) {}

    static PackedPlacements of(Placements placements) {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<PackedVertex> vertices = new ArrayList<>();
        for (VertexPlacement vertex : placements.vertices()) {
            List<Integer> steps = new ArrayList<>(vertex.taskManagers().size());
            int before = 0;
            for (TaskManagerId taskManager : vertex.taskManagers()) {
                int place = place(taskManager, places);
                steps.add(place - before);
                before = place;
            }
            vertices.add(new PackedVertex(steps, vertex.attempts()));
        }
        List<PackedEndpoint> endpoints = new ArrayList<>();
        int before = 0;
        for (Endpoint endpoint : placements.endpoints()) {
            int place = place(endpoint.taskManager(), places);
            endpoints.add(new PackedEndpoint(place - before, endpoint.host(), endpoint.port()));
            before = place;
        }
        return new PackedPlacements(List.copyOf(places.keySet()), vertices, endpoints);
    }

    private static int place(TaskManagerId taskManager, Map<String, Integer> places) {
        Integer known = places.putIfAbsent(taskManager.name(), places.size());
        return known == null ? places.size() - 1 : known;
    }

    /** @throws IndexOutOfBoundsException if a name is meant that is not there */
    Placements unpack() {
        List<TaskManagerId> taskManagers =
                names.stream().map(TaskManagerId::new).toList();
        List<VertexPlacement> whole = new ArrayList<>();
        for (PackedVertex vertex : vertices) {
            List<TaskManagerId> places = new ArrayList<>(vertex.taskManagers.size());
            int at = 0;
            for (int step : vertex.taskManagers) {
                at += step;
                places.add(taskManagers.get(at));
            }
            whole.add(new VertexPlacement(places, vertex.attempts));
        }
        List<Endpoint> reached = new ArrayList<>();
        int at = 0;
        for (PackedEndpoint endpoint : endpoints) {
            at += endpoint.taskManager;
            reached.add(new Endpoint(taskManagers.get(at), endpoint.host, endpoint.port));
        }
        return new Placements(whole, reached);
    }
}
