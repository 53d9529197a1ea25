/** The contracts: one class a topic, each run on every backend. */
@NullMarked
package dev.switchback.conformance.contract;

import org.jspecify.annotations.NullMarked;
