package org.p2pltr.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.p2pltr.env.Message;
import org.p2pltr.env.Notice;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;

/**
 * Who takes what: each message and request has at most one taker, an announced notice any number.
 * Roles are meant by their place in the peer's list.
 */
final class Dispatch {
    private final List<Role> roles;
    private final List<List<Class<?>>> taken;

    /** Looked up by the class of each value, never iterated; filled as classes are first seen. */
    private final Map<Class<?>, List<Integer>> takers = new HashMap<>();

    /**
     * Throws IllegalArgumentException if two roles have one name, or take the same message or
     * request.
     */
    Dispatch(List<Role> roles) {
        this.roles = List.copyOf(roles);
        this.taken = this.roles.stream().map(role -> List.copyOf(role.takes())).toList();
        for (int one = 0; one < roles.size(); one++) {
            taken.get(one).forEach(Dispatch::checkKind);
            for (int other = 0; other < one; other++) checkApart(other, one);
        }
    }

    /**
     * The role that takes a message or request, or -1 if none does. Throws IllegalStateException
     * for a value of two families with two takers.
     */
    int takerOf(Object value) {
        List<Integer> found = takersOf(value);
        if (found.isEmpty()) return -1;
        if (found.size() > 1) {
            throw new IllegalStateException(
                    value.getClass().getName() + " has " + found.size() + " takers");
        }
        return found.getFirst();
    }

    /** The roles that take a value, in the order of the peer's list. */
    List<Integer> takersOf(Object value) {
        List<Integer> known = takers.get(value.getClass());
        if (known != null) return known;
        List<Integer> found = new ArrayList<>();
        for (int place = 0; place < roles.size(); place++) {
            if (taken.get(place).stream().anyMatch(type -> type.isInstance(value))) {
                found.add(place);
            }
        }
        takers.put(value.getClass(), found);
        return found;
    }

    /** The role of a name. Throws IllegalArgumentException if this peer has no such role. */
    int named(RoleName name) {
        for (int place = 0; place < roles.size(); place++) {
            if (roles.get(place).name().equals(name)) return place;
        }
        throw new IllegalArgumentException("this peer has no role named '" + name + "'");
    }

    private static void checkKind(Class<?> type) {
        if (!has(type, Message.class) && !has(type, Request.class) && !has(type, Notice.class)) {
            throw new IllegalArgumentException(
                    type.getName() + " is neither a message, a request nor a notice");
        }
    }

    private void checkApart(int first, int second) {
        RoleName firstName = roles.get(first).name();
        RoleName secondName = roles.get(second).name();
        if (firstName.equals(secondName)) {
            throw new IllegalArgumentException("two roles are named '" + firstName + "'");
        }
        for (Class<?> one : taken.get(first)) {
            for (Class<?> other : taken.get(second)) {
                boolean shared = has(one, other) || has(other, one);
                if (shared && !(has(one, Notice.class) && has(other, Notice.class))) {
                    throw new IllegalArgumentException(
                            "roles '%s' and '%s' both take %s"
                                    .formatted(
                                            firstName,
                                            secondName,
                                            (has(one, other) ? one : other).getName()));
                }
            }
        }
    }

    private static boolean has(Class<?> type, Class<?> kind) {
        return kind.isAssignableFrom(type);
    }
}
