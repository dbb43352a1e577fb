package org.p2pltr.sim;

import org.p2pltr.env.Message;
import org.p2pltr.id.PeerId;

/**
 * A message on its way between two machines. It reaches {@code to} only while that machine is the
 * peer {@code toId}.
 */
record Envelope(
        SimulatedPeer from, PeerId fromId, SimulatedPeer to, PeerId toId, Message message) {}
