package com.modalarmor.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text as it is inspected: one part, or the parts of one group read one after another, so that
 * nothing hides in a seam. Immutable.
 *
 * @param text what detectors see
 * @param trust of all its parts
 * @param parts indices of the parts, in order
 * @param starts index in {@code text} at which each part begins
 */
public record TextRun(String text, Trust trust, int[] parts, int[] starts) {

  private static final int[] ZERO = {0};

  private record Key(int group, Trust trust) {}

  /** Where the run of a group stands in the list, and the parts that it is made of. */
  private record Place(int index, List<Integer> members) {}

  /** The runs of a list of parts, in order of their first part; single parts are not copied. */
  public static List<TextRun> of(List<Part> parts) {
    List<TextRun> runs = new ArrayList<>(parts.size());
    Map<Key, Place> groups = null;
    int grouped = 0;
    for (int i = 0; i < parts.size() && grouped < 2; i++) {
      grouped += parts.get(i).group() < 0 ? 0 : 1;
    }
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.group() < 0 || grouped < 2) {
        runs.add(single(part, i));
        continue;
      }
      if (groups == null) {
        groups = new LinkedHashMap<>();
      }
      Key key = new Key(part.group(), part.trust());
      Place place = groups.get(key);
      if (place == null) {
        place = new Place(runs.size(), new ArrayList<>(2));
        groups.put(key, place);
        runs.add(single(part, i)); // the others may follow
      }
      place.members().add(i);
    }
    if (groups != null) {
      groups.values().forEach(p -> runs.set(p.index(), joined(parts, p.members())));
    }
    return runs;
  }

  private static TextRun single(Part part, int index) {
    return new TextRun(part.text(), part.trust(), new int[] {index}, ZERO);
  }

  private static TextRun joined(List<Part> parts, List<Integer> members) {
    if (members.size() == 1) {
      return single(parts.get(members.get(0)), members.get(0));
    }
    int[] indices = new int[members.size()];
    int[] starts = new int[members.size()];
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < indices.length; n++) {
      indices[n] = members.get(n);
      starts[n] = text.length();
      text.append(parts.get(indices[n]).text());
    }
    return new TextRun(text.toString(), parts.get(indices[0]).trust(), indices, starts);
  }
}
