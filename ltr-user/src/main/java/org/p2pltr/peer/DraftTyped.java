package org.p2pltr.peer;

/**
 * What is typed in an editor and not saved.
 *
 * @param name of the page
 * @param editor 32 hexadecimal digits in lower case, made at random when the editor was opened
 * @param text at most {@link LtrPeer#MAX_TEXT_BYTES} bytes of UTF-8
 * @param baseRevision the revision it was opened with, empty if with none
 * @param author this and the fields after it: at most 4,096 bytes of UTF-8 each, as typed
 * @param startTags the tags it was opened with
 */
public record DraftTyped(
        String name,
        String editor,
        String text,
        String baseRevision,
        String author,
        String comment,
        String tags,
        String startTags) {}
