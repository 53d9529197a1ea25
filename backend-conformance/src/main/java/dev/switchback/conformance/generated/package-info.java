/**
 * A small schema as jOOQ 3.19's generator writes it, with forced types: what the contracts know of
 * an application's generated code. Written by hand, so that the kit needs no generator.
 */
@NullUnmarked
package dev.switchback.conformance.generated;

import org.jspecify.annotations.NullUnmarked;
