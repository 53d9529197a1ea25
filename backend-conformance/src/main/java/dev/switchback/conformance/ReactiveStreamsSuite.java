package dev.switchback.conformance;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The Reactive Streams TCK for a backend's streams. It needs {@code
 * org.reactivestreams:reactive-streams-tck-flow} on the class path, and is used as {@link
 * ConformanceSuite} is.
 *
 * <p>The TCK brings TestNG. A build that runs TestNG as soon as it sees it has to be told to run
 * JUnit.
 */
@Suite
@SelectPackages("dev.switchback.conformance.contract")
@IncludeClassNamePatterns(".*Tck")
public abstract class ReactiveStreamsSuite {

  /** For subclasses. */
  protected ReactiveStreamsSuite() {}
}
