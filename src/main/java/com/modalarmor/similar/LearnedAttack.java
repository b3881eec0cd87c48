package com.modalarmor.similar;

import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;
import com.modalarmor.verdict.FindingType;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * An attack that somebody confirmed, with who and when. Immutable; holds no text.
 *
 * @param sketch its id is the first 16 hex digits of the text's SHA-256
 * @param textSha256 of the text as it was confirmed, lower-case hex
 * @param addedBy who confirmed it
 * @param addedAt ISO 8601, UTC
 */
public record LearnedAttack(
    Sketch sketch, State state, String textSha256, String addedBy, String addedAt) {

  /** Only what is promoted finds anything. */
  public enum State {
    QUARANTINED,
    PROMOTED,
    REVERTED
  }

  /** The types that can be learned. */
  public static final List<FindingType> TYPES =
      List.of(
          FindingType.PROMPT_INJECTION,
          FindingType.JAILBREAK,
          FindingType.INDIRECT_INJECTION,
          FindingType.PROMPT_EXTRACTION);

  private static final JsonReader JSON = new JsonReader(new JsonLimits(3, 4_096, 64));
  private static final HexFormat HEX = HexFormat.of();

  public String id() {
    return sketch.id();
  }

  LearnedAttack in(State other) {
    return new LearnedAttack(sketch, other, textSha256, addedBy, addedAt);
  }

  byte[] toJson() {
    StringBuilder shingles = new StringBuilder();
    for (int shingle : sketch.shingles()) {
      shingles.append(HEX.toHexDigits(shingle));
    }
    return JsonBytes.object(
        out -> {
          out.writeStringField("id", sketch.id());
          out.writeStringField("type", sketch.type().name());
          out.writeStringField("state", state.name().toLowerCase(Locale.ROOT));
          out.writeStringField("added_by", addedBy);
          out.writeStringField("added_at", addedAt);
          out.writeStringField("text_sha256", textSha256);
          out.writeStringField("shingles", shingles.toString());
        });
  }

  /** Fails with {@link IllegalArgumentException} on anything that {@link #toJson} does not make. */
  static LearnedAttack fromJson(byte[] line) {
    Fields fields = new Fields();
    try {
      JSON.read(line, fields);
    } catch (JsonFault e) {
      throw new IllegalArgumentException("is no JSON object of the right fields", e);
    }
    return fields.attack();
  }

  private static final class Fields implements JsonVisitor {

    private String id = "";
    private String type = "";
    private String state = "";
    private String addedBy = "";
    private String addedAt = "";
    private String textSha256 = "";
    private String shingles = "";

    @Override
    public void string(JsonCursor at, String text, int start, int end) {
      switch (at.depth() == 1 ? at.lastName() : "") {
        case "id" -> id = text;
        case "type" -> type = text;
        case "state" -> state = text;
        case "added_by" -> addedBy = text;
        case "added_at" -> addedAt = text;
        case "text_sha256" -> textSha256 = text;
        case "shingles" -> shingles = text;
        default -> throw new IllegalArgumentException("has an unknown field");
      }
    }

    LearnedAttack attack() {
      int size = shingles.length() / 8;
      if (shingles.length() % 8 != 0 || size < Sketch.SHINGLES_MIN || size > Sketch.SHINGLES_MAX) {
        throw new IllegalArgumentException("has a sketch of a wrong size");
      }
      int[] hashes = new int[size];
      for (int i = 0; i < size; i++) {
        hashes[i] = HexFormat.fromHexDigits(shingles, 8 * i, 8 * i + 8);
      }
      if (textSha256.length() != 64 || !textSha256.startsWith(id) || id.length() != 16) {
        throw new IllegalArgumentException("has an id that is not its text's");
      }
      return new LearnedAttack(
          new Sketch(id, type(), hashes),
          State.valueOf(state.toUpperCase(Locale.ROOT)),
          textSha256,
          addedBy,
          addedAt);
    }

    private FindingType type() {
      for (FindingType known : TYPES) {
        if (known.name().equals(type)) {
          return known;
        }
      }
      throw new IllegalArgumentException("has an unknown type");
    }
  }
}
