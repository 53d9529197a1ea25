/** Programs in JVMs of their own, for what only another process can show: locks, and crashes. */
@NullMarked
package dev.switchback.conformance.process;

import org.jspecify.annotations.NullMarked;
