package org.p2pltr.text;

/**
 * What one patch does to a document's state: to its text and to its attributes. Source: log.md, "A
 * log entry".
 *
 * @param text the change of the text
 * @param attributes the change of the attributes
 */
public record StateChange(Change text, AttributeChange attributes) {

    /** The change that leaves a document with a text of {@code textLength} units as it is. */
    public static StateChange identity(int textLength) {
        return new StateChange(Change.identity(textLength), AttributeChange.NONE);
    }

    /**
     * The state after this change.
     *
     * @throws IllegalArgumentException as {@link Change#apply}, or if attributes would pass a limit
     */
    public DocumentState apply(DocumentState before) {
        return new DocumentState(text.apply(before.text()), attributes.apply(before.attributes()));
    }

    /** The one change that does this and then {@code next}. */
    public StateChange compose(StateChange next) {
        return new StateChange(text.compose(next.text), attributes.compose(next.attributes));
    }

    /** The change that takes this one back, where {@code before} is the state it applies to. */
    public StateChange invert(DocumentState before) {
        return new StateChange(text.invert(before.text()), attributes.invert(before.attributes()));
    }

    /** True if neither text nor attributes change. */
    public boolean isIdentity() {
        return text.isIdentity() && attributes.isIdentity();
    }
}
