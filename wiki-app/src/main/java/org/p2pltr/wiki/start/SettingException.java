package org.p2pltr.wiki.start;

/** A wrong setting; the message names the setting, the value and what is allowed. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which setting, its value, what is allowed. */
    public SettingException(String line) {
        super(line);
    }

    /** The same, found by a value's own check. */
    public SettingException(IllegalArgumentException wrong) {
        super(wrong.getMessage(), wrong);
    }
}
