/**
 * Fault schedules as values: what goes wrong, when and for how long, drawn from a seed and played
 * on a simulated network. A schedule has an end, at which all is healed and everybody is up.
 *
 * <p>Source: master-group.md, "Faults" and §14.
 */
@NullMarked
package org.p2pltr.lab.fault;

import org.jspecify.annotations.NullMarked;
