package dev.switchback.backend.postgres;

import dev.switchback.conformance.ConformanceSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The contracts for which it matters that a connection is another one in each transaction. */
@Suite
@SelectPackages("dev.switchback.conformance.contract")
@IncludeClassNamePatterns(
    ".*\\.(Batch|CancelLoad|CancelRunning|CancelTransaction|Conflict|ConnectionLoss|Deadline"
        + "|Isolation|Load|Lock|Login|Migration|MigrationScript|PlainSql|PreparedQuery|ReadOnly"
        + "|Retry|Savepoint|Stream|StreamCancel|StreamTransaction|StreamWrite|TimeTypes"
        + "|TransactionDoomed|TransactionOutcome|Write)Contract")
@ConfigurationParameter(
    key = ConformanceSuite.TARGET,
    value = "dev.switchback.backend.postgres.PostgresPoolerTarget")
final class PostgresPoolerConformanceTest {}
