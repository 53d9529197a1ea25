package dev.switchback.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a class of contract tests. They take a {@link Fixture} or the fixture's open {@code
 * Database} as a parameter.
 *
 * <p>The timeout is the last resort, for a call that blocks and should not; waiting is bounded by
 * {@link Await}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ConformanceExtension.class)
@Timeout(120)
public @interface Conformance {}
