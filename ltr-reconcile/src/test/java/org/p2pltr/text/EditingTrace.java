package org.p2pltr.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A recorded editing session: keystroke by keystroke, by one author or by several at once. */
record EditingTrace(int agents, Text end, List<Step> steps) {

    /**
     * One author's next change, made from what these earlier steps (by index) had brought together.
     */
    record Step(int agent, List<Integer> parents, List<Object> patches) {

        /** The change, made in a text of {@code length} units. */
        Change change(int length) {
            List<Change> changes = new ArrayList<>();
            int now = length;
            for (Object patch : patches) {
                Change change = change(RealMaterial.array(patch), now);
                changes.add(change);
                now = change.lengthAfter();
            }
            return Change.composeAll(length, changes);
        }

        private static Change change(List<Object> patch, int length) {
            int position = Math.toIntExact((Long) patch.get(0));
            int deleted = Math.toIntExact((Long) patch.get(1));
            return new ChangeBuilder()
                    .retain(position)
                    .insert((String) patch.get(2))
                    .delete(deleted)
                    .retain(length - position - deleted)
                    .build();
        }
    }

    static EditingTrace read(String name) {
        String json = String.join("\n", RealMaterial.lines("editing-traces/" + name + ".json.gz"));
        Map<String, Object> trace = RealMaterial.object(Json.parse(json));
        List<Step> steps = new ArrayList<>();
        for (Object txn : RealMaterial.array(Objects.requireNonNull(trace.get("txns")))) {
            steps.add(step(RealMaterial.object(txn)));
        }
        int agents = Math.toIntExact((Long) trace.getOrDefault("numAgents", 1L));
        return new EditingTrace(agents, Text.of(RealMaterial.string(trace, "endContent")), steps);
    }

    private static Step step(Map<String, Object> txn) {
        List<Integer> parents = new ArrayList<>();
        for (Object parent : RealMaterial.array(txn.getOrDefault("parents", List.of()))) {
            parents.add(Math.toIntExact((Long) parent));
        }
        int agent = Math.toIntExact((Long) txn.getOrDefault("agent", 0L));
        return new Step(
                agent, parents, RealMaterial.array(Objects.requireNonNull(txn.get("patches"))));
    }
}
