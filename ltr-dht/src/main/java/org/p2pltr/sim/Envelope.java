package org.p2pltr.sim;

import org.p2pltr.env.Message;
import org.p2pltr.id.PeerId;
import org.p2pltr.start.Start;

/**
 * A message on its way between two machines. It reaches {@code to} only while that machine is the
 * peer {@code toId}; {@code start} is the sender's.
 */
record Envelope(
        SimulatedPeer from,
        PeerId fromId,
        Start start,
        SimulatedPeer to,
        PeerId toId,
        Message message) {}
