package org.p2pltr.peer;

import java.util.function.Supplier;
import org.p2pltr.id.PeerAddress;

/** Says in one line which setting is wrong, what it is and what is allowed. */
final class SettingCheck {
    private SettingCheck() {}

    static void check(boolean right, String setting, Object value, String allowed) {
        if (!right) throw wrong(setting, value, allowed);
    }

    static PeerAddress address(String setting, String value) {
        return parsed(() -> PeerAddress.parse(value), setting, value);
    }

    private static PeerAddress parsed(Supplier<PeerAddress> parse, String setting, String value) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            IllegalArgumentException wrong =
                    wrong(setting, value, "host:port with a port from 1 to 65535");
            wrong.initCause(e);
            throw wrong;
        }
    }

    private static IllegalArgumentException wrong(String setting, Object value, String allowed) {
        return new IllegalArgumentException(
                setting + " is '" + value + "', allowed is: " + allowed);
    }
}
