package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Stepwise;
import dev.switchback.backend.jdbc.Stepwise.Part;
import dev.switchback.backend.jdbc.codec.Codec;
import java.util.ArrayList;
import java.util.List;

/**
 * A program, and the SQL of its parts.
 *
 * @param program the program
 * @param parts the text of each
 * @param ends how many values there are up to the end of each
 */
record StepwiseText(Stepwise program, List<String> parts, List<Integer> ends) {

  /** The parts with their values, of which the list has those of all parts. */
  List<Part> parts(List<? extends Codec<?, ?>.Bind> binds) {
    List<Part> with = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < parts.size(); i++) {
      with.add(new Part(parts.get(i), binds.subList(begin, ends.get(i))));
      begin = ends.get(i);
    }
    return with;
  }

  /** The most values that a part has. */
  int mostBinds() {
    int most = 0;
    int begin = 0;
    for (int end : ends) {
      most = Math.max(most, end - begin);
      begin = end;
    }
    return most;
  }
}
