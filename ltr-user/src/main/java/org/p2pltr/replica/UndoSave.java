package org.p2pltr.replica;

import java.time.Instant;
import org.p2pltr.entry.PatchId;

/**
 * How the patch that takes another one back is named.
 *
 * @param patch its own name
 * @param author who takes it back, for people
 * @param time when, for people
 * @param comment for people
 */
public record UndoSave(PatchId patch, String author, Instant time, String comment) {}
