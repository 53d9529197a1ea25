package dev.switchback.backend.jdbc.ddl;

import dev.switchback.backend.jdbc.ddl.ConstraintDefinition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A column of a table's definition.
 *
 * @param name its name
 * @param type its type, as declared; empty if there is none
 * @param constraints its constraints, in their order
 */
public record ColumnDefinition(String name, String type, List<ConstraintDefinition> constraints) {

  /** Copies the list. */
  public ColumnDefinition {
    constraints = List.copyOf(constraints);
  }

  /** Passes a column's name, type and constraints. */
  public static ColumnDefinition parse(Tokens tokens) {
    return typed(tokens.name(), tokens);
  }

  /** Passes the type and the constraints of a column of that name. */
  static ColumnDefinition typed(String name, Tokens tokens) {
    int start = tokens.position();
    while (!ConstraintDefinition.startsOrEndsAt(tokens)) {
      tokens.skip();
    }
    String type = tokens.since(start);
    List<ConstraintDefinition> constraints = new ArrayList<>();
    while (!tokens.atEnd() && ConstraintDefinition.startsAt(tokens)) {
      constraints.add(ConstraintDefinition.parse(tokens));
    }
    return new ColumnDefinition(name, type, constraints);
  }

  /** The first constraint of a kind. */
  public Optional<ConstraintDefinition> constraint(Kind kind) {
    return constraints.stream().filter(constraint -> constraint.kind() == kind).findFirst();
  }

  /** Whether there is a constraint of that kind. */
  public boolean has(Kind kind) {
    return constraint(kind).isPresent();
  }

  /** The same without the constraints of some kinds. */
  public ColumnDefinition without(Kind... kinds) {
    return without(constraint -> List.of(kinds).contains(constraint.kind()));
  }

  /** The same without some constraints. */
  public ColumnDefinition without(Predicate<ConstraintDefinition> unwanted) {
    return new ColumnDefinition(
        name, type, constraints.stream().filter(unwanted.negate()).toList());
  }

  /** The same with one more constraint. */
  public ColumnDefinition with(ConstraintDefinition constraint) {
    List<ConstraintDefinition> all = new ArrayList<>(constraints);
    all.add(constraint);
    return new ColumnDefinition(name, type, all);
  }

  /** The text. */
  public String sql() {
    StringBuilder sql = new StringBuilder(Tokens.quote(name));
    if (!type.isEmpty()) {
      sql.append(' ').append(type);
    }
    constraints.forEach(constraint -> sql.append(' ').append(constraint.sql()));
    return sql.toString();
  }
}
