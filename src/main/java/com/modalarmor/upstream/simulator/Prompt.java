package com.modalarmor.upstream.simulator;

import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;
import java.util.ArrayList;
import java.util.List;

/** What the simulator reads of a request's body. Filled by one walk, then only read. */
final class Prompt implements JsonVisitor {

  private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);
  private static final int INDEX_MAX = 10_000;
  private static final int CANDIDATES_MAX = 8;

  private final List<StringBuilder> turns = new ArrayList<>();
  private final List<String> roles = new ArrayList<>();
  private final List<StringBuilder> toEmbed = new ArrayList<>();
  private final StringBuilder allText = new StringBuilder();
  private int candidates = 1;
  private int dimensions = Embedding.DIMENSIONS;
  private boolean thoughtsWanted;

  private Prompt() {}

  static Prompt read(byte[] body) throws JsonFault {
    Prompt prompt = new Prompt();
    READER.read(body, prompt);
    return prompt;
  }

  @Override
  public void string(JsonCursor at, String text, int start, int end) {
    if (at.is(at.depth() - 1, "text")) {
      allText.append(allText.length() == 0 ? "" : "\n").append(text);
    }
    int base = at.is(0, "generateContentRequest") ? 1 : 0;
    if (at.is(base, "contents")) {
      if (at.depth() == base + 5 && at.is(base + 2, "parts") && at.is(base + 4, "text")) {
        grown(turns, at.index(base + 1)).append(text);
      } else if (at.depth() == base + 3 && at.is(base + 2, "role")) {
        grown(turns, at.index(base + 1));
        while (roles.size() < turns.size()) {
          roles.add("user");
        }
        roles.set(Math.min(at.index(base + 1), roles.size() - 1), text);
      }
    } else if (at.is(0, "content") && at.is(1, "parts") && at.is(3, "text")) {
      grown(toEmbed, 0).append(text);
    } else if (at.is(0, "requests") && at.is(2, "content") && at.is(5, "text")) {
      grown(toEmbed, at.index(1)).append(text);
    }
  }

  @Override
  public void integer(JsonCursor at, long value) {
    String name = at.lastName();
    if (name.equals("candidateCount")) {
      candidates = (int) Math.max(1, Math.min(CANDIDATES_MAX, value));
    } else if (name.equals("outputDimensionality")) {
      dimensions = (int) Math.max(1, Math.min(Embedding.DIMENSIONS_MAX, value));
    }
  }

  @Override
  public void name(JsonCursor at, String name, int start, int end) {
    thoughtsWanted |= name.equals("includeThoughts");
  }

  private static StringBuilder grown(List<StringBuilder> list, int index) {
    int bounded = Math.min(index, INDEX_MAX);
    while (list.size() <= bounded) {
      list.add(new StringBuilder());
    }
    return list.get(bounded);
  }

  /** The text of the last turn that is not the model's. */
  String lastUserText() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (i >= roles.size() || !roles.get(i).equals("model")) {
        return turns.get(i).toString();
      }
    }
    return "";
  }

  /** Every text of the request, tools and instructions included, one per line. */
  String allText() {
    return allText.toString();
  }

  List<String> toEmbed() {
    return toEmbed.stream().map(StringBuilder::toString).toList();
  }

  int candidates() {
    return candidates;
  }

  int dimensions() {
    return dimensions;
  }

  boolean thoughtsWanted() {
    return thoughtsWanted;
  }

  int tokens() {
    return Script.tokens(allText.length());
  }
}
