package dev.switchback.conformance;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All contracts. A backend runs them with
 *
 * <pre>{@code
 * @ConfigurationParameter(key = ConformanceSuite.TARGET, value = "com.example.MyTarget")
 * final class MyConformanceTest extends ConformanceSuite {}
 * }</pre>
 */
@Suite
@SelectPackages({"dev.switchback.conformance.contract", "dev.switchback.conformance.music"})
@IncludeClassNamePatterns(".*Contract")
public abstract class ConformanceSuite {

  /** The configuration parameter that names the class of the {@link Target}. */
  public static final String TARGET = "switchback.target";

  /** For subclasses. */
  protected ConformanceSuite() {}
}
