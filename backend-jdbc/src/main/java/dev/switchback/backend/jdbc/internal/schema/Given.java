package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.BackendInfo;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The migrations of a list, with the checksums that they have on one database.
 *
 * @param migrations the migrations
 * @param checksums the checksum of each
 */
record Given(List<Migration> migrations, List<String> checksums) {

  /**
   * Reads what is to be read of them.
   *
   * @throws DatabaseException MIGRATION, which names each that is not usable
   */
  static Given of(List<Migration> migrations, BackendInfo backend) {
    List<String> checksums = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Migration migration : migrations) {
      if (!ids.add(migration.id())) {
        wrong.add("Two migrations have the id " + migration.id());
      }
      try {
        checksums.add(Checksum.of(migration, backend));
      } catch (DatabaseException e) {
        wrong.add("Migration " + migration.id() + ": " + e.getMessage());
      }
    }
    if (!wrong.isEmpty()) {
      throw DatabaseException.of(ErrorKind.MIGRATION, String.join("; ", wrong));
    }
    return new Given(List.copyOf(migrations), checksums);
  }

  int size() {
    return migrations.size();
  }

  Migration migration(int position) {
    return migrations.get(position);
  }

  String checksum(int position) {
    return checksums.get(position);
  }

  /**
   * Where a migration stands.
   *
   * @throws DatabaseException MIGRATION, if it does not
   */
  int position(String id) {
    for (int i = 0; i < size(); i++) {
      if (migration(i).id().equals(id)) {
        return i;
      }
    }
    throw DatabaseException.of(
        ErrorKind.MIGRATION, "Migration " + id + " is not among the given ones");
  }
}
