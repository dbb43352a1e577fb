/**
 * Membership of the ring: join, leave, neighbours, failure detection, and who is responsible for a
 * position.
 *
 * <p>This is the small ring, right for 1 to 50 peers: every peer knows all members and pings each
 * of them once a heartbeat. A ping carries a digest of the sender's member list; where two differ,
 * the list is sent. What is passed on is only <em>who exists</em>, with the life (incarnation) in
 * which it was last seen. Whether a peer answers is each peer's own belief and is not passed on:
 * since everybody pings everybody, hearsay could only be older or wrong, and a peer that is cut off
 * from one other would make all suspect it. {@link org.p2pltr.ring.KnownPeer} shows the belief.
 *
 * <p>A suspected peer is tried ever more rarely and forgotten only while most peers answer (see
 * {@link org.p2pltr.ring.RingSettings}), so that parts of a split ring find each other again. The
 * newest life of a peer wins, as the peer itself told it; what others told gives way to that.
 *
 * <p>{@link org.p2pltr.ring.RoutedRing} is the ring of many peers, which is to take the small one's
 * place: each peer knows its neighbours and a table ({@code routing}). Peers do not use it yet.
 *
 * <p>Invariants: {@code IncarnationIsDurable}: nothing is said in a life that is not on disk; hence
 * no two lives share a number. The ring only gives hints: a wrong, stale or split ring costs time,
 * never correctness. Source: ring.md.
 */
@NullMarked
package org.p2pltr.ring;

import org.jspecify.annotations.NullMarked;
