package com.modalarmor.vector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.filter.Matchable;
import com.modalarmor.vector.rights.Guarded;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Level;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of a collection. Immutable by agreement: nobody writes into the vector.
 *
 * <p>What tells rows apart in a store is not the caller's id alone but id, label and owner
 * together. So nobody learns from a write whether an id is taken by a row that is not there for
 * him: both rows live side by side, and each reader sees one of them (docs/decisions/0017).
 *
 * @param id as callers know it
 * @param label null when the store's record of it is missing or not understood
 * @param vector null when it was not asked for
 * @param document null when there is none, or it was not asked for; likewise {@code uri}
 * @param metadata the caller's alone; null when there is none
 */
public record Row(
    String id,
    Label label,
    String owner,
    float[] vector,
    String document,
    String uri,
    Map<String, Object> metadata)
    implements Guarded, Matchable {

  private static final int SCOPE_CHARS = 24;
  private static final int SCOPES_MAX = 10_000;

  /** Where rows lie beside their level. */
  private record Scope(List<String> compartments, String owner) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Scope it
          && owner.equals(it.owner)
          && compartments.equals(it.compartments);
    }

    @Override
    public int hashCode() {
      return 31 * compartments.hashCode() + owner.hashCode();
    }

    String hash() {
      String text = String.join(",", compartments) + "\n" + owner;
      return Sha256.over(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, SCOPE_CHARS);
    }
  }

  /** There are few, and each row of an answer needs the hash of its own. */
  private static final Cache<Scope, String> SCOPES =
      Caffeine.newBuilder().maximumSize(SCOPES_MAX).build();

  @Override
  public Object metadata(String key) {
    return metadata == null ? null : metadata.get(key);
  }

  /** The same row under another label. */
  Row at(Label other) {
    return new Row(id, other, owner, vector, document, uri, metadata);
  }

  /** The same row with its vector, or without. */
  public Row withVector(float[] other) {
    return new Row(id, label, owner, other, document, uri, metadata);
  }

  /** Its name in a store. Of rows with the same id, the one with the greatest key is seen. */
  public String key() {
    return keyOf(id, label, owner);
  }

  public static String keyOf(String id, Label label, String owner) {
    return new StringBuilder(SCOPE_CHARS + 2 + id.length())
        .append(label.level().ordinal())
        .append(scope(label, owner))
        .append(':')
        .append(id)
        .toString();
  }

  private static String scope(Label label, String owner) {
    return SCOPES.get(new Scope(label.compartments(), owner), Scope::hash);
  }

  /** True when {@code key} is what {@link #keyOf} makes of these, without making it. */
  public static boolean isKeyOf(String key, String id, Label label, String owner) {
    return key.length() == SCOPE_CHARS + 2 + id.length()
        && key.charAt(0) == '0' + label.level().ordinal()
        && key.startsWith(scope(label, owner), 1)
        && key.charAt(SCOPE_CHARS + 1) == ':'
        && key.endsWith(id);
  }

  /** The caller's id in a store's key. */
  public static String idOf(String key) {
    return key.substring(SCOPE_CHARS + 2);
  }

  /** The level in a store's key; null when it is none. */
  public static Level levelOf(String key) {
    int ordinal = key.charAt(0) - '0';
    return ordinal >= 0 && ordinal < Level.ALL.size() ? Level.ALL.get(ordinal) : null;
  }

  /** True when {@code key} is of the form that {@link #keyOf} makes. */
  public static boolean isKey(String key) {
    return key.length() > SCOPE_CHARS + 1 && key.charAt(SCOPE_CHARS + 1) == ':';
  }

  /** Metadata after a change: keys stay until they are overwritten, or taken away by a null. */
  static Map<String, Object> merged(Map<String, Object> old, Map<String, Object> said) {
    if (said == null) {
      return old;
    }
    Map<String, Object> merged = old == null ? new HashMap<>() : new HashMap<>(old);
    said.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    return merged.isEmpty() ? null : merged;
  }
}
