package com.modalarmor.evaluation.pii;

import com.modalarmor.evaluation.pii.PiiRow.Kind;
import com.modalarmor.evaluation.pii.PiiRow.Span;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonVisitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects the fields of one row and tells its shape. For one walk. */
final class PiiRowFields implements JsonVisitor {

  private final byte[] json;
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, Character> flags = new TreeMap<>();
  private final Map<Integer, int[]> places = new TreeMap<>();
  private final Map<Integer, String> types = new TreeMap<>();
  private final List<Integer> scores = new ArrayList<>();
  private final Map<String, Set<String>> lists = new TreeMap<>();
  private final Set<String> arrays = new HashSet<>();

  PiiRowFields(byte[] json) {
    this.json = json;
  }

  @Override
  public void name(JsonCursor at, String name, int start, int end) {
    int i = end;
    while (i < json.length && (json[i] == ' ' || json[i] == ':')) {
      i++;
    }
    if (i < json.length && (json[i] == 't' || json[i] == 'f' || json[i] == 'n')) {
      flags.put(name, (char) json[i]);
    }
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    if (at.depth() == 1) {
      arrays.add(at.lastName());
    }
  }

  @Override
  public void string(JsonCursor at, String value, int start, int end) {
    if (at.depth() == 1) {
      texts.put(at.name(0), value);
    } else if (at.depth() == 2 && at.index(1) >= 0) {
      lists.computeIfAbsent(at.name(0), name -> new HashSet<>()).add(value);
    } else if (at.depth() == 3 && at.is(0, "spans") && at.is(2, "type")) {
      types.put(at.index(1), value);
    }
  }

  @Override
  public void integer(JsonCursor at, long value) {
    if (at.depth() == 3 && at.is(0, "spans")) {
      int[] span = places.computeIfAbsent(at.index(1), key -> new int[2]);
      if (at.index(2) == 0 || at.is(2, "start")) {
        span[0] = (int) value;
      } else if (at.index(2) == 1 || at.is(2, "end")) {
        span[1] = (int) value;
      }
    }
    decimal(at, value);
  }

  @Override
  public void decimal(JsonCursor at, double value) {
    if (at.depth() == 2 && at.is(0, "score_with")) {
      scores.add((int) Math.round(value * 100));
    }
  }

  PiiRow row(String file, long line) {
    Kind kind = kind();
    String text = kind == Kind.CHECK ? texts.get("value") : texts.getOrDefault("text", "");
    String entity = texts.get("entity");
    List<Span> spans = new ArrayList<>();
    places.forEach(
        (index, span) -> {
          int score = index < scores.size() ? scores.get(index) : -1;
          spans.add(
              new Span(
                  text.offsetByCodePoints(0, span[0]),
                  text.offsetByCodePoints(0, span[1]),
                  types.getOrDefault(index, entity),
                  score));
        });
    Character valid = flags.get("valid");
    return new PiiRow(
        kind,
        file,
        texts.getOrDefault("id", "line-" + line),
        text,
        entity,
        List.copyOf(spans),
        lists.getOrDefault("asked", Set.of()),
        lists.getOrDefault("expect", Set.of()),
        lists.getOrDefault("absent", Set.of()),
        flags.getOrDefault("encoded", 't') == 't',
        valid == null || valid == 'n' ? null : valid == 't',
        flags.getOrDefault("strict_checksum", 'f') == 't');
  }

  private Kind kind() {
    if (texts.containsKey("fn")) {
      return Kind.CHECK;
    }
    if (arrays.contains("asked") || texts.getOrDefault("src", "").equals("pasteguard")) {
      return Kind.TYPES;
    }
    if (arrays.contains("analyzer_results") || !arrays.contains("spans")) {
      return Kind.OTHER;
    }
    if (texts.containsKey("entity")) {
      return arrays.contains("score_with") ? Kind.SCORED : Kind.EXACT;
    }
    return Kind.OVERLAP;
  }
}
