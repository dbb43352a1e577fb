/**
 * The directed scenarios of the design, by name: each arranges by hand the one order of messages
 * and misfortunes that a rule of the protocol is for, then all is healed and must agree. They know
 * the messages between peers and no role's insides.
 *
 * <p>Source: master-group.md §14.
 */
@NullMarked
package org.p2pltr.lab.story;

import org.jspecify.annotations.NullMarked;
