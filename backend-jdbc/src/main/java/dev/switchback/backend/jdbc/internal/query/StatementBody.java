package dev.switchback.backend.jdbc.internal.query;

import java.util.Locale;
import java.util.Set;

/**
 * Whether a semicolon belongs to the body of a trigger or a function, by the words before it. In
 * one, {@code CASE} has an {@code END} too, and nothing else has.
 */
final class StatementBody {

  private static final Set<String> BEFORE_THE_KIND =
      Set.of("create", "or", "replace", "temp", "temporary", "constraint");

  private enum Part {
    /** Up to the word that says what is created. */
    HEAD,
    /** Of something whose body begins with {@code BEGIN}. */
    TRIGGER,
    /** Of something whose body begins with {@code BEGIN ATOMIC}, if it is not quoted. */
    ROUTINE,
    BODY,
    /** No body, or no more. */
    REST
  }

  private final boolean triggersHaveBodies;
  private Part part = Part.HEAD;
  private boolean begin;
  private int depth;

  StatementBody(boolean triggersHaveBodies) {
    this.triggersHaveBodies = triggersHaveBodies;
  }

  /** Whether the words so far have opened a body and not closed it. */
  boolean isOpen() {
    return part == Part.BODY;
  }

  /** The next word of the statement. */
  void word(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    switch (part) {
      case HEAD -> part = kind(word);
      case TRIGGER -> open(word.equals("begin"));
      case ROUTINE -> open(begin && word.equals("atomic"));
      case BODY -> inBody(word);
      case REST -> {}
    }
    begin = word.equals("begin");
  }

  private Part kind(String word) {
    return switch (word) {
      case "trigger" -> triggersHaveBodies ? Part.TRIGGER : Part.REST;
      case "function", "procedure" -> Part.ROUTINE;
      default -> BEFORE_THE_KIND.contains(word) ? Part.HEAD : Part.REST;
    };
  }

  private void open(boolean opens) {
    if (opens) {
      part = Part.BODY;
      depth = 1;
    }
  }

  private void inBody(String word) {
    if (word.equals("case")) {
      depth++;
    } else if (word.equals("end") && --depth == 0) {
      part = Part.REST;
    }
  }
}
