package dev.switchback.music.app.doctor;

import dev.switchback.database.Database;
import java.util.List;

/** Something that must hold in a library. Calls block. */
interface Check {

  /** Its name, for scripts: lower-case words with hyphens. */
  String name();

  /** What must hold, in a few words. */
  String rule();

  /** What violates it, each in a few words that name the culprit. */
  List<String> find(Database database);

  /** Mends what can be mended. */
  void repair(Database database);
}
