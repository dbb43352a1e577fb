package org.p2pltr.env;

/** The name of a role, unique in its peer. */
public record RoleName(String value) {
    @Override
    public String toString() {
        return value;
    }
}
