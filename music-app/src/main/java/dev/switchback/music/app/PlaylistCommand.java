package dev.switchback.music.app;

import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Playlist;
import dev.switchback.music.PlaylistItem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The lists that the user makes. */
@Command(
    name = "playlist",
    description = "Lists the playlists; shows, makes and changes one. Positions count from 0.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class PlaylistCommand extends MusicCommand {

  private static final String LIST = "The playlist's name, or its id.";

  /** A playlist as it is printed. */
  record Item(long id, String name, int position, @Nullable String created, int tracks) {
    static Item of(Playlist list) {
      return new Item(
          list.id(),
          list.name(),
          list.position(),
          Objects.toString(list.created(), null),
          list.tracks());
    }
  }

  /** A place in one. */
  record Place(int position, @Nullable String added, TrackList.Item track) {
    static Place of(PlaylistItem item) {
      return new Place(
          item.position(), Objects.toString(item.added(), null), TrackList.Item.of(item.track()));
    }
  }

  /** A whole one. */
  record Whole(Item playlist, List<Place> tracks) {}

  /** How many tracks were added. */
  record Added(Item playlist, int added) {}

  PlaylistCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<Item> lists = ask(music -> music.playlists().all()).stream().map(Item::of).toList();
    return print(lists, () -> print(lists));
  }

  @Command(name = "show", description = "Lists a playlist's tracks.")
  int show(@Parameters(paramLabel = "PLAYLIST", description = LIST) String name) {
    Playlist list = find(name);
    Whole whole =
        new Whole(
            Item.of(list),
            ask(music -> music.playlists().items(list.id())).stream().map(Place::of).toList());
    return print(whole, () -> print(whole));
  }

  @Command(name = "create", description = "Makes an empty playlist.")
  int create(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--unique", description = "If there is one already: NAME (2), and so on.")
          boolean unique) {
    Item made =
        Item.of(
            ask(
                music ->
                    (unique
                            ? music.playlists().uniqueName(name)
                            : CompletableFuture.completedFuture(name))
                        .thenCompose(free -> music.playlists().create(free))));
    return print(made, "playlist " + made.id() + ", " + made.name());
  }

  @Command(name = "rename", description = "Gives a playlist another name.")
  int rename(
      @Parameters(paramLabel = "PLAYLIST", description = LIST) String list,
      @Parameters(paramLabel = "NAME") String name) {
    long id = find(list).id();
    Item renamed = Item.of(ask(music -> music.playlists().rename(id, name)));
    return print(renamed, "playlist " + renamed.id() + ", " + renamed.name());
  }

  @Command(name = "delete", description = "Deletes a playlist, not its tracks.")
  int delete(@Parameters(paramLabel = "PLAYLIST", description = LIST) String name) {
    Playlist list = find(name);
    ask(music -> music.playlists().delete(list.id()));
    return print(Item.of(list), list.name() + " is deleted");
  }

  @Command(name = "add", description = "Adds tracks; those that are there already stay.")
  int add(
      @Parameters(paramLabel = "PLAYLIST", description = LIST) String name,
      @Parameters(paramLabel = "ID", arity = "1..*", description = "Tracks.") List<Long> ids,
      @Option(names = "--at", paramLabel = "POSITION", description = "Not at the end, but here.")
          @Nullable Integer at) {
    long id = find(name).id();
    int added =
        ask(
            music ->
                at == null ? music.playlists().add(id, ids) : music.playlists().add(id, ids, at));
    Item now = Item.of(find(name));
    return print(
        new Added(now, added), Text.number(added) + " added, now " + Text.number(now.tracks()));
  }

  @Command(name = "remove", description = "Takes out the track at a position.")
  int remove(
      @Parameters(paramLabel = "PLAYLIST", description = LIST) String name,
      @Parameters(paramLabel = "POSITION") int position) {
    return change(name, (music, id) -> music.playlists().remove(id, position));
  }

  @Command(name = "move", description = "Moves a track in the playlist.")
  int move(
      @Parameters(paramLabel = "PLAYLIST", description = LIST) String name,
      @Parameters(paramLabel = "FROM") int from,
      @Parameters(paramLabel = "TO") int to) {
    return change(name, (music, id) -> music.playlists().move(id, from, to));
  }

  @Command(name = "order", description = "Moves a playlist among the others.")
  int order(@Parameters(paramLabel = "FROM") int from, @Parameters(paramLabel = "TO") int to) {
    ask(music -> music.playlists().movePlaylist(from, to));
    return call();
  }

  private int change(String name, BiFunction<MusicLibrary, Long, CompletableFuture<?>> change) {
    long id = find(name).id();
    ask(music -> change.apply(music, id).thenApply(done -> true));
    return show(name);
  }

  private Playlist find(String name) {
    List<Playlist> all = ask(music -> music.playlists().all());
    Optional<Playlist> named = all.stream().filter(list -> list.name().equals(name)).findFirst();
    return orFail(
        named.or(
            () -> all.stream().filter(list -> String.valueOf(list.id()).equals(name)).findFirst()),
        "playlist " + name);
  }

  private void print(List<Item> lists) {
    TextTable table = new TextTable(">position", ">id", "name", ">tracks");
    for (Item list : lists) {
      table.row(
          String.valueOf(list.position()),
          String.valueOf(list.id()),
          list.name(),
          Text.number(list.tracks()));
    }
    table.print(out());
  }

  private void print(Whole list) {
    TextTable table = new TextTable(">position", ">id", "title", "artist", ">time");
    for (Place place : list.tracks()) {
      table.row(
          String.valueOf(place.position()),
          String.valueOf(place.track().id()),
          Text.oneLine(place.track().title()),
          Text.oneLine(place.track().artist()),
          Text.playTime(place.track().duration()));
    }
    table.print(out());
  }
}
