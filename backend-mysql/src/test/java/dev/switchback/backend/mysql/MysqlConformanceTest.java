package dev.switchback.backend.mysql;

import dev.switchback.conformance.ConformanceSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludeClassNamePatterns;

/** The contracts on {@link MysqlTarget}, but for those that it does not keep yet. */
@ConfigurationParameter(
    key = ConformanceSuite.TARGET,
    value = "dev.switchback.backend.mysql.MysqlTarget")
@ExcludeClassNamePatterns(NotYet.CONTRACTS)
final class MysqlConformanceTest extends ConformanceSuite {}
