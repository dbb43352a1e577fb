/**
 * The command line of the lab: benchmarks and simulations, by name.
 *
 * <p>Exit codes: 0 all is well, 1 a check failed, 2 the words were wrong. Source: architecture.md,
 * "Modules".
 */
@NullMarked
package org.p2pltr.lab.cli;

import org.jspecify.annotations.NullMarked;
