package dev.switchback.database;

import org.jooq.conf.ExecuteWithoutWhere;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;
import org.jspecify.annotations.Nullable;

/**
 * Takes jOOQ's settings, and refuses those that somebody relies on and that have no effect here.
 */
final class RenderSettings {

  private RenderSettings() {}

  static Settings copy(Settings settings) {
    refuse("queryTimeout", isSet(settings.getQueryTimeout()));
    refuse("maxRows", isSet(settings.getMaxRows()));
    refuse("executeWithOptimisticLocking", isTrue(settings.isExecuteWithOptimisticLocking()));
    refuse("executeUpdateWithoutWhere", isThrow(settings.getExecuteUpdateWithoutWhere()));
    refuse("executeDeleteWithoutWhere", isThrow(settings.getExecuteDeleteWithoutWhere()));
    return SettingsTools.clone(settings);
  }

  private static boolean isSet(@Nullable Integer limit) {
    return limit != null && limit != 0;
  }

  private static boolean isTrue(@Nullable Boolean setting) {
    return Boolean.TRUE.equals(setting);
  }

  private static boolean isThrow(@Nullable ExecuteWithoutWhere setting) {
    return setting == ExecuteWithoutWhere.THROW;
  }

  private static void refuse(String setting, boolean lost) {
    if (lost) {
      throw new IllegalArgumentException(
          "jOOQ's setting " + setting + " is for queries that jOOQ runs: it would have no effect");
    }
  }
}
