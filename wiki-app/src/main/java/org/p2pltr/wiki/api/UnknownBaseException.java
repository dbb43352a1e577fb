package org.p2pltr.wiki.api;

/**
 * A save started from a revision that this peer does not know (any more); the text is kept as a
 * draft.
 */
final class UnknownBaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String draftId;

    UnknownBaseException(String draftId, String baseRevision) {
        super(
                "baseRevision '"
                        + baseRevision
                        + "' is not known here; the text is kept as draft "
                        + draftId);
        this.draftId = draftId;
    }

    String draftId() {
        return draftId;
    }
}
