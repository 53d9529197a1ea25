package dev.switchback.backend.postgres;

import dev.switchback.conformance.ConformanceSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The contracts for which it matters whose the connections are. */
@Suite
@SelectPackages("dev.switchback.conformance.contract")
@IncludeClassNamePatterns(
    ".*\\.(Batch|CancelLoad|CancelRunning|Close|ConnectionLoss|Deadline|ErrorConstraint|Isolation"
        + "|Lock|Migration|PlainSql|PreparedQuery|ReadOnly|Savepoint|Schema|Secret|Select"
        + "|TextType|TimeTypes|TransactionLimits|TransactionOutcome|WithConnection|Write)Contract")
@ConfigurationParameter(
    key = ConformanceSuite.TARGET,
    value = "dev.switchback.backend.postgres.PostgresDataSourceTarget")
final class PostgresDataSourceConformanceTest {}
