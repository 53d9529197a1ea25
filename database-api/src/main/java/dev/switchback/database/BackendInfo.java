package dev.switchback.database;

import java.util.Set;
import org.jooq.SQLDialect;

/**
 * What an open database is.
 *
 * @param name the backend's name, for example {@code sqlite}
 * @param product the database product, for example {@code PostgreSQL}
 * @param productVersion the product's version, as it says
 * @param driver the driver's name
 * @param driverVersion the driver's version
 * @param dialect the jOOQ dialect in which queries are rendered
 * @param capabilities what the database can do beyond the portable core
 */
public record BackendInfo(
    String name,
    String product,
    String productVersion,
    String driver,
    String driverVersion,
    SQLDialect dialect,
    Set<Capability> capabilities) {

  /** Copies the capabilities. */
  public BackendInfo {
    capabilities = Set.copyOf(capabilities);
  }

  /** Whether the database has a capability. */
  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }
}
