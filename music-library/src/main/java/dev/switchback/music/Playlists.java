package dev.switchback.music;

import static dev.switchback.music.schema.PlaylistsTable.ID;
import static dev.switchback.music.schema.PlaylistsTable.PLAYLISTS;
import static dev.switchback.music.schema.PlaylistsTable.POSITION;
import static org.jooq.impl.DSL.update;

import org.jooq.Query;
import org.jooq.Record1;
import org.jooq.Select;

/** Playlists. */
final class Playlists {

  private Playlists() {}

  /** Changes nothing, and holds the rows: others who change these playlists wait. */
  static Query lock(Select<Record1<Long>> ids) {
    return update(PLAYLISTS).set(POSITION, POSITION).where(ID.in(ids));
  }
}
