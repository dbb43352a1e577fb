package org.p2pltr.sim;

import org.p2pltr.env.Message;

/** A message from one machine to another, as a scenario sees it before it leaves. */
public record Letter(SimulatedPeer from, SimulatedPeer to, Message message) {}
