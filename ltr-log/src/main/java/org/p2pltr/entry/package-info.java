/**
 * Entries of the log as values: document keys, timestamps, patches, chain hashes, heads, labels,
 * and their bytes.
 *
 * <p>A change is bytes here: the log never looks into text. The bytes of an entry never change once
 * released; they carry a version. Source: log.md, "A log entry"; master-group.md §1.
 */
@NullMarked
package org.p2pltr.entry;

import org.jspecify.annotations.NullMarked;
