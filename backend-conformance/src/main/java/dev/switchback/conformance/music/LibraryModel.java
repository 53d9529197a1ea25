package dev.switchback.conformance.music;

import dev.switchback.music.MusicException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a library should be, in plain collections: each method does what the operation of that name
 * should do, and answers what it should answer, or why it should fail.
 */
final class LibraryModel {

  /** A track. */
  record Entry(String path, int plays, boolean missing) {}

  /** A playlist. */
  record Named(String name, List<Long> tracks) {}

  final Map<Long, Entry> tracks = new TreeMap<>();
  final List<String> queue = new ArrayList<>();
  int current = -1;
  final Map<Long, Named> playlists = new TreeMap<>();
  final List<Long> order = new ArrayList<>();
  final Set<Long> favorites = new LinkedHashSet<>();

  boolean has(String path) {
    return tracks.values().stream().anyMatch(entry -> entry.path().equals(path));
  }

  Object delete(long id) {
    favorites.remove(id);
    playlists.values().forEach(list -> list.tracks().remove(id));
    return tracks.remove(id) != null;
  }

  Object play(long id) {
    Entry entry =
        tracks.computeIfPresent(
            id, (same, was) -> new Entry(was.path(), was.plays() + 1, was.missing()));
    return entry == null ? -1 : entry.plays();
  }

  Object mark(String path, boolean missing) {
    int changed = 0;
    for (Map.Entry<Long, Entry> track : tracks.entrySet()) {
      Entry was = track.getValue();
      if (was.path().equals(path) && was.missing() != missing) {
        track.setValue(new Entry(path, was.plays(), missing));
        changed++;
      }
    }
    return changed;
  }

  Object reconcile(long id, String path) {
    Entry was = tracks.get(id);
    if (was == null || !was.missing()) {
      return false;
    }
    tracks.put(id, new Entry(path, was.plays(), false));
    queue.replaceAll(queued -> queued.equals(was.path()) ? path : queued);
    return true;
  }

  Object merge(long keep, long delete) {
    Entry kept = tracks.get(keep);
    Entry deleted = tracks.get(delete);
    if (deleted == null) {
      return false;
    }
    if (kept == null) {
      return Reason.NO_SUCH_TRACK;
    }
    tracks.put(keep, new Entry(kept.path(), kept.plays() + deleted.plays(), kept.missing()));
    queue.replaceAll(queued -> queued.equals(deleted.path()) ? kept.path() : queued);
    if (favorites.contains(delete)) {
      favorites.add(keep);
    }
    for (Named list : playlists.values()) {
      if (!list.tracks().contains(keep)) {
        list.tracks().replaceAll(track -> track == delete ? keep : track);
      }
    }
    delete(delete);
    return true;
  }

  Object enqueue(List<String> paths, int position) {
    if (position < 0 || position > queue.size()) {
      return Reason.NO_SUCH_POSITION;
    }
    queue.addAll(position, paths);
    current += position <= current ? paths.size() : 0;
    return paths.size();
  }

  Object dequeue(int position) {
    if (isOutside(position, queue)) {
      return Reason.NO_SUCH_POSITION;
    }
    queue.remove(position);
    if (position < current) {
      current--;
    } else if (position == current && position == queue.size()) {
      current = -1;
    }
    return true;
  }

  Object moveQueued(int from, int to) {
    if (isOutside(from, queue) || isOutside(to, queue)) {
      return Reason.NO_SUCH_POSITION;
    }
    List<Integer> places = places();
    move(queue, from, to);
    move(places, from, to);
    current = places.indexOf(current);
    return true;
  }

  Object shuffle(boolean keepCurrent, Random random) {
    List<Integer> places = places();
    Collections.shuffle(places, random);
    if (keepCurrent && current >= 0) {
      places.remove((Integer) current);
      places.add(0, current);
    }
    List<String> before = List.copyOf(queue);
    queue.clear();
    places.forEach(place -> queue.add(before.get(place)));
    current = places.indexOf(current);
    return true;
  }

  private List<Integer> places() {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < queue.size(); i++) {
      places.add(i);
    }
    return places;
  }

  Object clear() {
    int size = queue.size();
    queue.clear();
    current = -1;
    return size;
  }

  Object setCurrent(int position) {
    if (position != -1 && isOutside(position, queue)) {
      return Reason.NO_SUCH_POSITION;
    }
    current = position;
    return true;
  }

  Object favorite(long id) {
    return tracks.containsKey(id) ? favorites.add(id) : Reason.NO_SUCH_TRACK;
  }

  boolean isTaken(String name, @Nullable Long but) {
    return playlists.entrySet().stream()
        .anyMatch(
            list -> list.getValue().name().equals(name) && !Objects.equals(list.getKey(), but));
  }

  Object rename(long id, String name) {
    if (!playlists.containsKey(id)) {
      return Reason.NO_SUCH_PLAYLIST;
    }
    if (isTaken(name, id)) {
      return Reason.ALREADY_THERE;
    }
    playlists.computeIfPresent(id, (same, was) -> new Named(name, was.tracks()));
    return name;
  }

  Object deletePlaylist(long id) {
    order.remove(id);
    return playlists.remove(id) != null;
  }

  Object add(long id, List<Long> ids, int position) {
    Named list = playlists.get(id);
    if (list == null) {
      return Reason.NO_SUCH_PLAYLIST;
    }
    if (position < 0 || position > list.tracks().size()) {
      return Reason.NO_SUCH_POSITION;
    }
    if (!tracks.keySet().containsAll(ids)) {
      return Reason.NO_SUCH_TRACK;
    }
    Set<Long> absent = new LinkedHashSet<>(ids);
    list.tracks().forEach(absent::remove);
    list.tracks().addAll(position, absent);
    return absent.size();
  }

  Object remove(long id, int position) {
    Named list = playlists.get(id);
    if (list == null) {
      return Reason.NO_SUCH_PLAYLIST;
    }
    if (isOutside(position, list.tracks())) {
      return Reason.NO_SUCH_POSITION;
    }
    list.tracks().remove(position);
    return true;
  }

  Object move(long id, int from, int to) {
    Named list = playlists.get(id);
    return list == null ? Reason.NO_SUCH_PLAYLIST : checkedMove(list.tracks(), from, to);
  }

  Object movePlaylist(int from, int to) {
    return checkedMove(order, from, to);
  }

  private static <T> Object checkedMove(List<T> list, int from, int to) {
    if (isOutside(from, list) || isOutside(to, list)) {
      return Reason.NO_SUCH_POSITION;
    }
    move(list, from, to);
    return true;
  }

  private static <T> void move(List<T> list, int from, int to) {
    list.add(to, list.remove(from));
  }

  private static boolean isOutside(int position, List<?> list) {
    return position < 0 || position >= list.size();
  }
}
