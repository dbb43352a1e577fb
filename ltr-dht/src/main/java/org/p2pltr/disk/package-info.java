/**
 * The real disk: the data directory and the durable store on RocksDB.
 *
 * <p>Invariants: what was reported as synced is there after a kill or a power cut; a directory that
 * is in use, or whose {@code core} is damaged, is left exactly as it was found.
 *
 * <p>Source: architecture.md, "Disk"; facts.md, "Disk: what survives".
 */
@NullMarked
package org.p2pltr.disk;

import org.jspecify.annotations.NullMarked;
