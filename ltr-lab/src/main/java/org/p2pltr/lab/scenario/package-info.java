/**
 * Whole networks of full peers in virtual time, told as stories: peers save, read, go offline,
 * crash and come back, while every named invariant is checked. The same from one seed each time.
 *
 * <p>Source: model-code.md 4.3; master-group.md §14; house-style.md, pair 9.
 */
@NullMarked
package org.p2pltr.lab.scenario;

import org.jspecify.annotations.NullMarked;
