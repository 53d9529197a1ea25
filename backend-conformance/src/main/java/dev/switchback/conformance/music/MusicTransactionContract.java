package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.Transaction;
import dev.switchback.music.LyricsStats;
import dev.switchback.music.Move;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.QueueItem;
import dev.switchback.music.QueueState;
import dev.switchback.music.Scrobble;
import dev.switchback.music.Track;
import dev.switchback.music.WatchedFolder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Operations of every kind as parts of one transaction. */
@Conformance
@DatabasePerTest
final class MusicTransactionContract {

  @Test
  void all_of_it_is_committed_together(Database db) {
    MusicLibrary music = Music.on(db);
    Await.get(db.transaction(MusicTransactionContract::everything));
    assertThat(Await.get(music.queue().items()))
        .extracting(QueueItem::path)
        .containsExactly("/b", "/moved");
    assertThat(Await.get(music.favorites().page(9, 0)).total()).isEqualTo(1);
    assertThat(Await.get(music.playlists().items(Await.get(music.playlists().all()).get(0).id())))
        .extracting(item -> item.track().path())
        .containsExactly("/b", "/moved");
    assertThat(Await.get(music.scrobbles().size())).isEqualTo(1);
    assertThat(Await.get(music.watchedFolders().all())).hasSize(1);
    assertThat(Await.get(music.lyrics().stats())).isEqualTo(new LyricsStats(0, 1));
    assertThat(Await.get(music.settings().get("volume"))).contains("7");
  }

  @Test
  void none_of_it_is_left_when_the_transaction_fails(Database db) {
    MusicLibrary music = Music.on(db);
    CompletableFuture<?> failing =
        db.transaction(
            tx ->
                everything(tx)
                    .thenApply(
                        done -> {
                          throw new IllegalStateException();
                        }));
    assertThat(Await.thrown(failing)).isNotNull();
    assertThat(Await.get(music.catalog().isEmpty())).isTrue();
    assertThat(Await.get(music.queue().size())).isZero();
    assertThat(Await.get(music.queue().state())).isEqualTo(QueueState.INITIAL);
    assertThat(Await.get(music.playlists().all())).isEmpty();
    assertThat(Await.get(music.scrobbles().size())).isZero();
    assertThat(Await.get(music.watchedFolders().all())).isEmpty();
    assertThat(Await.get(music.lyrics().stats()).total()).isZero();
    assertThat(Await.get(music.settings().get("volume"))).isEmpty();
  }

  @Test
  void a_view_with_other_options_is_for_single_statements(Database db) {
    Music.on(db);
    MusicLibrary music =
        new MusicLibrary(db.with(QueryOptions.defaults().withTimeout(Duration.ofSeconds(20))));
    long id = Await.get(music.tracks().add(Music.titled("/a", "a")));
    assertThat(Await.get(music.catalog().find(id))).isPresent();
    Music.assertFails(ErrorKind.ILLEGAL_USE, music.queue().add(List.of(id)));
    Music.assertFails(ErrorKind.ILLEGAL_USE, music.queue().items());
  }

  private static CompletableFuture<?> everything(Transaction tx) {
    MusicLibrary music = new MusicLibrary(tx);
    return music
        .queue()
        .addFiles(List.of("/a", "/b", "/c"))
        .thenCompose(
            tracks -> {
              List<Long> ids = tracks.stream().map(Track::id).toList();
              return music
                  .favorites()
                  .add(ids.get(0))
                  .thenCompose(done -> music.playlists().create("p"))
                  .thenCompose(list -> music.playlists().add(list.id(), ids))
                  .thenCompose(done -> music.tracks().markMissing(List.of("/a")))
                  .thenCompose(
                      done ->
                          music.moves().reconcile(new Move(ids.get(0), "/moved", 1L, 2L, 3L, null)))
                  .thenCompose(done -> music.queue().move(0, 1))
                  .thenCompose(done -> music.queue().remove(2))
                  .thenCompose(done -> music.duplicates().merge(ids.get(1), ids.get(2)))
                  .thenCompose(done -> music.playlists().all())
                  .thenCompose(all -> music.playlists().move(all.get(0).id(), 1, 0))
                  .thenCompose(done -> music.tracks().played(ids.get(0)))
                  .thenCompose(done -> seen(music));
            })
        .thenCompose(done -> music.scrobbles().add(new Scrobble("a", "t", null, Music.NOW)))
        .thenCompose(done -> music.watchedFolders().add("/m", WatchedFolder.Rule.DEFAULT))
        .thenCompose(folder -> music.watchedFolders().change(folder.id(), rule -> rule.every(5)))
        .thenCompose(done -> music.lyrics().notFound("a", "t", null))
        .thenCompose(done -> music.settings().set("volume", 7));
  }

  /** What the transaction sees of itself. */
  private static CompletableFuture<?> seen(MusicLibrary music) {
    return music
        .queue()
        .page(1, 1)
        .thenAccept(
            page -> {
              assertThat(page.total()).isEqualTo(2);
              assertThat(page.items().get(0).path()).isEqualTo("/moved");
              assertThat(page.items().get(0).track().playCount()).isEqualTo(1);
            });
  }
}
