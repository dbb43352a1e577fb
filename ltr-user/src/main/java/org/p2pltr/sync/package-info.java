/**
 * The User Peer's role: keeps the documents' replicas on disk, publishes tentative patches,
 * retrieves what others validated, and follows the catalog. Invariants: a save is answered when its
 * patch is durable; a patch is published after a head only while the replica holds every entry up
 * to it, checked, and none of them is that patch (exactly once). Source: master-group.md §6,
 * architecture.md, "The way of a save".
 */
@NullMarked
package org.p2pltr.sync;

import org.jspecify.annotations.NullMarked;
