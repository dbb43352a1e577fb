/**
 * The named invariants of a whole network: safety looked at with each thing a peer says, hears or
 * reports, agreement when the network is quiet. Checks believe no role's word: they hear the
 * messages between peers and read the disks.
 *
 * <p>Source: master-group.md §15; model-code.md 4.3.
 */
@NullMarked
package org.p2pltr.lab.checker;

import org.jspecify.annotations.NullMarked;
