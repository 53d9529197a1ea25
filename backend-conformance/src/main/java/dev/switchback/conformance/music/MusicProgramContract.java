package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.Favorite;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.Move;
import dev.switchback.music.MusicException;
import dev.switchback.music.MusicException.Reason;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Playlist;
import dev.switchback.music.QueueItem;
import dev.switchback.music.SortKey;
import dev.switchback.music.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jooq.SortOrder;
import org.junit.jupiter.api.Test;

/**
 * Programs of operations by chance, good ones and bad ones, each followed by a comparison of the
 * whole library with a {@link LibraryModel}. A failure names its seed: with that in {@link #SEEDS}
 * the program runs again.
 */
@Conformance
@DatabasePerTest
final class MusicProgramContract {

  private static final long[] SEEDS = {1, 2, System.nanoTime()};
  private static final int STEPS = 200;
  private static final int PATHS = 12;

  private Random random = new Random();
  private LibraryModel model = new LibraryModel();

  @Test
  void a_library_is_what_its_model_is_after_every_operation(Database db) {
    MusicLibrary music = Music.on(db);
    for (long seed : SEEDS) {
      random = new Random(seed);
      model = new LibraryModel();
      for (int step = 0; step < STEPS; step++) {
        try {
          step(music);
          compare(music);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("Seed " + seed + ", step " + step + ": " + e.getMessage(), e);
        }
      }
      empty(music);
    }
  }

  private void step(MusicLibrary music) {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> add(music);
      case 3 -> marks(music);
      case 4 -> plays(music);
      case 5 -> deletes(music);
      case 6 -> moves(music);
      case 7 -> merges(music);
      case 8, 9 -> enqueues(music);
      case 10 -> enqueuesFiles(music);
      case 11 -> dequeues(music);
      case 12 -> reorders(music);
      case 13 -> plays(music, random.nextLong());
      case 14 -> likes(music);
      case 15 -> creates(music);
      case 16, 17 -> collects(music);
      case 18 -> arranges(music);
      default -> renames(music);
    }
  }

  private void add(MusicLibrary music) {
    String path = path();
    if (!model.has(path)) {
      long id = Await.get(music.tracks().add(Music.titled(path, path)));
      model.tracks.put(id, new LibraryModel.Entry(path, 0, false));
    }
  }

  private void marks(MusicLibrary music) {
    String path = path();
    if (random.nextInt(3) > 0) {
      expect(model.mark(path, true), music.tracks().markMissing(List.of(path)));
    } else {
      expect(model.mark(path, false), music.tracks().markPresent(List.of(path)));
    }
  }

  private void plays(MusicLibrary music) {
    long id = track();
    expect(
        model.play(id),
        music.tracks().played(id).thenApply(found -> found.map(Track::playCount).orElse(-1)));
  }

  private void deletes(MusicLibrary music) {
    long id = track();
    expect(model.delete(id), music.tracks().delete(id));
  }

  private void moves(MusicLibrary music) {
    long id = track();
    String path = path();
    if (!model.has(path)) {
      Move move = new Move(id, path, null, null, null, null);
      expect(
          model.reconcile(id, path), music.moves().reconcile(move).thenApply(o -> o.isPresent()));
    }
  }

  private void merges(MusicLibrary music) {
    long keep = track();
    long delete = track();
    if (keep != delete) {
      expect(model.merge(keep, delete), music.duplicates().merge(keep, delete));
    }
  }

  private void enqueues(MusicLibrary music) {
    List<Long> ids = Stream.generate(this::track).limit(random.nextInt(4)).toList();
    List<String> paths =
        ids.stream()
            .filter(model.tracks::containsKey)
            .map(id -> model.tracks.get(id).path())
            .toList();
    int position = position(model.queue.size() + 1);
    expect(model.enqueue(paths, position), music.queue().add(ids, position));
  }

  private void enqueuesFiles(MusicLibrary music) {
    List<String> paths = Stream.generate(this::path).limit(random.nextInt(3)).toList();
    Object expected = model.enqueue(paths, model.queue.size());
    List<Track> tracks = Await.get(music.queue().addFiles(paths));
    assertThat(tracks).extracting(Track::path).isEqualTo(paths).hasSize((int) expected);
    tracks.forEach(
        track ->
            model.tracks.putIfAbsent(track.id(), new LibraryModel.Entry(track.path(), 0, false)));
  }

  private void dequeues(MusicLibrary music) {
    int position = position(model.queue.size());
    if (random.nextInt(9) == 0) {
      expect(model.clear(), music.queue().clear());
    } else {
      expect(model.dequeue(position), done(music.queue().remove(position)));
    }
  }

  private void reorders(MusicLibrary music) {
    int from = position(model.queue.size());
    int to = position(model.queue.size());
    expect(model.moveQueued(from, to), done(music.queue().move(from, to)));
  }

  private void plays(MusicLibrary music, long seed) {
    int position = random.nextInt(5) == 0 ? -1 : position(model.queue.size());
    expect(model.setCurrent(position), done(music.queue().setCurrent(position)));
    boolean keep = random.nextBoolean();
    expect(
        model.shuffle(keep, new Random(seed)), done(music.queue().shuffle(keep, new Random(seed))));
  }

  private void likes(MusicLibrary music) {
    long id = track();
    if (random.nextInt(3) > 0) {
      expect(model.favorite(id), music.favorites().add(id));
    } else {
      expect(model.favorites.remove(id), music.favorites().remove(id));
    }
  }

  private void creates(MusicLibrary music) {
    String name = name();
    if (model.isTaken(name, null)) {
      expect(Reason.ALREADY_THERE, music.playlists().create(name));
    } else {
      Playlist made = Await.get(music.playlists().create(name));
      model.playlists.put(made.id(), new LibraryModel.Named(name, new ArrayList<>()));
      model.order.add(made.id());
    }
  }

  private void collects(MusicLibrary music) {
    long list = playlist();
    List<Long> ids = Stream.generate(this::track).limit(random.nextInt(4)).toList();
    int position = position(size(list) + 1);
    expect(model.add(list, ids, position), music.playlists().add(list, ids, position));
  }

  private void arranges(MusicLibrary music) {
    long list = playlist();
    int from = position(size(list));
    int to = position(size(list));
    if (random.nextBoolean()) {
      expect(model.move(list, from, to), done(music.playlists().move(list, from, to)));
    } else {
      expect(model.remove(list, from), done(music.playlists().remove(list, from)));
    }
  }

  private void renames(MusicLibrary music) {
    long list = playlist();
    String name = name();
    switch (random.nextInt(3)) {
      case 0 -> expect(model.deletePlaylist(list), music.playlists().delete(list));
      case 1 ->
          expect(
              model.rename(list, name),
              music.playlists().rename(list, name).thenApply(Playlist::name));
      default -> {
        int from = position(model.order.size());
        int to = position(model.order.size());
        expect(model.movePlaylist(from, to), done(music.playlists().movePlaylist(from, to)));
      }
    }
  }

  /** What it answers, or why it fails. */
  private void expect(Object expected, CompletableFuture<?> operation) {
    Object answer =
        Await.get(operation.handle((value, failure) -> failure == null ? value : failure));
    assertThat(answer instanceof Throwable failure ? reason(failure) : answer).isEqualTo(expected);
  }

  private static Object reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return failure instanceof MusicException known
        ? known.reason()
        : cause instanceof MusicException known ? known.reason() : failure;
  }

  private static CompletableFuture<Boolean> done(CompletableFuture<Void> operation) {
    return operation.thenApply(nothing -> true);
  }

  private void compare(MusicLibrary music) {
    LibraryQuery query = LibraryQuery.all().sortedBy(SortKey.TITLE, SortOrder.ASC);
    Map<Long, LibraryModel.Entry> tracks = new TreeMap<>();
    Stream.concat(
            Music.page(music, query).items().stream(),
            Await.get(music.catalog().missing()).stream())
        .forEach(
            track ->
                tracks.put(
                    track.id(),
                    new LibraryModel.Entry(track.path(), track.playCount(), track.missing())));
    assertThat(tracks).isEqualTo(model.tracks);
    List<QueueItem> queue = Await.get(music.queue().items());
    assertThat(queue).extracting(QueueItem::path).isEqualTo(model.queue);
    assertThat(Await.get(music.queue().state()).current()).isEqualTo(model.current);
    assertThat(Await.get(music.favorites().page(99, 0)).items())
        .extracting((Favorite favorite) -> favorite.track().id())
        .isEqualTo(List.copyOf(model.favorites));
    List<Playlist> playlists = Await.get(music.playlists().all());
    assertThat(playlists).extracting(Playlist::id).isEqualTo(model.order);
    for (Playlist playlist : playlists) {
      LibraryModel.Named expected = model.playlists.get(playlist.id());
      assertThat(playlist.name()).isEqualTo(expected.name());
      assertThat(Await.get(music.playlists().items(playlist.id())))
          .extracting(item -> item.track().id())
          .isEqualTo(expected.tracks());
    }
  }

  private void empty(MusicLibrary music) {
    List.copyOf(model.tracks.keySet()).forEach(id -> Await.get(music.tracks().delete(id)));
    List.copyOf(model.order).forEach(id -> Await.get(music.playlists().delete(id)));
    Await.get(music.queue().clear());
  }

  private String path() {
    return "/" + random.nextInt(PATHS);
  }

  private String name() {
    return "list " + random.nextInt(5);
  }

  /** Of a track, now and then of none. */
  private long track() {
    List<Long> ids = List.copyOf(model.tracks.keySet());
    return ids.isEmpty() || random.nextInt(12) == 0 ? -1 : ids.get(random.nextInt(ids.size()));
  }

  private long playlist() {
    return model.order.isEmpty() || random.nextInt(12) == 0
        ? -1
        : model.order.get(random.nextInt(model.order.size()));
  }

  /** One of so many, now and then none. */
  private int position(int size) {
    return random.nextInt(10) == 0 ? size : size == 0 ? 0 : random.nextInt(size);
  }

  private int size(long list) {
    LibraryModel.Named found = model.playlists.get(list);
    return found == null ? 0 : found.tracks().size();
  }
}
