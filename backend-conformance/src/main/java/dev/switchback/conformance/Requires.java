package dev.switchback.conformance;

import dev.switchback.database.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the test only where the database has the capabilities and the namespace the hooks; elsewhere
 * it is skipped, and the report names what is missing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requires {
  /** The capabilities of the database. */
  Capability[] value() default {};

  /** The hooks of the namespace. */
  Hook[] hooks() default {};

  /** The capabilities that must be absent: for tests of what happens without them. */
  Capability[] absent() default {};
}
