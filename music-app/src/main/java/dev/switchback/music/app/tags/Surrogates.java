package dev.switchback.music.app.tags;

/** Half a character, as broken tags contain it, can be stored nowhere. */
final class Surrogates {

  private Surrogates() {}

  static String replaceLone(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
