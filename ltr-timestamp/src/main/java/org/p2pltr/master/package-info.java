/**
 * The Master-key role as User Peers meet it: publish, confirmed read, finding a group, hearing of
 * new heads.
 *
 * <p>Source: master-group.md §3, §5, §8; architecture.md, "The way of a save".
 */
@NullMarked
package org.p2pltr.master;

import org.jspecify.annotations.NullMarked;
