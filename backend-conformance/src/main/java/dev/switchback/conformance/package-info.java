/**
 * The conformance kit: what every backend of Switchback must do, as JUnit 5 tests that a backend
 * runs against its own database.
 *
 * <p>A backend names its {@link dev.switchback.conformance.Target} once, in a class that extends
 * {@link dev.switchback.conformance.ConformanceSuite}, and gets every contract of the package
 * {@code dev.switchback.conformance.contract}.
 */
@NullMarked
package dev.switchback.conformance;

import org.jspecify.annotations.NullMarked;
