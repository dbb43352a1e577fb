package org.p2pltr.replica;

import java.time.Instant;
import org.p2pltr.entry.PatchId;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Text;

/**
 * What a person submits.
 *
 * @param patch the name of the patch it becomes
 * @param start the text that the editor started from
 * @param submitted the whole text as submitted
 * @param attributes what it does to the attributes
 * @param author the author's name, for people
 * @param time when it was saved, for people
 * @param comment for people
 */
public record LocalSave(
        PatchId patch,
        Text start,
        Text submitted,
        AttributeChange attributes,
        String author,
        Instant time,
        String comment) {}
