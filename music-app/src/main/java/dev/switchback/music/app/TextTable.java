package dev.switchback.music.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns under a heading. Numbers stand to the right; long texts are cut. */
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
    rows.add(List.of(cells).stream().map(Text::oneLine).map(TextTable::cut).toList());
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
    return length(text) <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
