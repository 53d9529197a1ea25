package dev.switchback.music.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns under a heading. Numbers stand to the right; long texts are cut, but for the last. */
final class TextTable {

  private static final int WIDEST = 40;

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] right;

  /** Headings; one that begins with {@code >} stands to the right, like its column. */
  TextTable(String... headings) {
    right = new boolean[headings.length];
    List<String> first = new ArrayList<>();
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(">");
      first.add(right[i] ? headings[i].substring(1) : headings[i]);
    }
    rows.add(first);
  }

  void row(String... cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      String cell = Text.oneLine(cells[i]);
      row.add(i == cells.length - 1 ? cell : cut(cell));
    }
    rows.add(row);
  }

  void print(PrintWriter out) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String blanks = " ".repeat(width(i) - length(row.get(i)));
        line.append(right[i] ? blanks + row.get(i) : row.get(i) + blanks).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static String cut(String text) {
    if (length(text) <= WIDEST) {
      return text;
    }
    int end = 0;
    for (int width = 0; width < WIDEST - 2; end = text.offsetByCodePoints(end, 1)) {
      width += widthOf(text.codePointAt(end));
    }
    return text.substring(0, end) + "…";
  }

  private static int length(String text) {
    return text.codePoints().map(TextTable::widthOf).sum();
  }

  /** Terminals give East Asian characters and pictures two places, and marks that combine none. */
  private static int widthOf(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        character >= 0x1100 && character <= 0x115F
            || character >= 0x2E80 && character <= 0xA4CF
            || character >= 0xAC00 && character <= 0xD7A3
            || character >= 0xF900 && character <= 0xFAFF
            || character >= 0xFE30 && character <= 0xFE6F
            || character >= 0xFF00 && character <= 0xFF60
            || character >= 0x1F300 && character <= 0x3FFFD;
    return wide ? 2 : 1;
  }
}
