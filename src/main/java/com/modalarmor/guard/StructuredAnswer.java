package com.modalarmor.guard;

import com.modalarmor.chat.AskedForm;
import com.modalarmor.chat.Document;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.json.schema.Schema;
import com.modalarmor.json.schema.SchemaCheck;
import com.modalarmor.json.schema.SchemaFault;
import com.modalarmor.verdict.Coverage;
import com.modalarmor.verdict.FindingType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The form that a request asks for: JSON, of its schema where it sent one. Says of a text, as it
 * leaves, whether it has that form. Immutable; thread-safe.
 */
public final class StructuredAnswer {

  /** Its name in coverage and findings. */
  public static final String NAME = "answer_structure";

  /** Longer answers are not compared: their check would hold up others. */
  static final int CHARS_MAX = 512 << 10;

  private static final JsonReader READER = new JsonReader(new JsonLimits(128, CHARS_MAX, 200_000));

  /**
   * What a check says.
   *
   * @param type what is wrong; null = nothing
   * @param skipped why it could not be told, for coverage; null = it could
   */
  record Told(FindingType type, String skipped) {

    static final Told FITS = new Told(null, null);
    static final Told NOT_JSON = new Told(FindingType.INVALID_JSON, null);
    static final Told DIFFERS = new Told(FindingType.SCHEMA_MISMATCH, null);

    static Told skipped(String why) {
      return new Told(null, NAME + ":" + why);
    }
  }

  private final Schema schema;

  /** Why the schema is not compared, or only part of it; null = it is. */
  private final Told unread;

  private StructuredAnswer(Schema schema, Told unread) {
    this.schema = schema;
    this.unread = unread;
  }

  /** What the request asks for; null = an answer of any form. */
  public static StructuredAnswer of(Document request) {
    AskedForm asked = request.askedForm();
    if (asked == null) {
      return null;
    }
    return asked.hasSchema()
        ? of(Arrays.copyOfRange(request.bodies().get(0), asked.schemaStart(), asked.schemaEnd()))
        : new StructuredAnswer(null, Told.FITS);
  }

  static StructuredAnswer of(byte[] schema) {
    try {
      Schema compiled = Schema.of(schema);
      return new StructuredAnswer(
          compiled, compiled.partial() ? Told.skipped("schema_partly") : Told.FITS);
    } catch (SchemaFault e) {
      return new StructuredAnswer(null, Told.skipped("schema_" + e.kind().code()));
    }
  }

  /** Compares a whole text. */
  Told check(CharSequence text) {
    if (text.length() > CHARS_MAX) {
      return Told.skipped("too_long");
    }
    Map<String, Object> wrapped;
    try {
      byte[] json = ("{\"a\":" + text + '}').getBytes(StandardCharsets.UTF_8);
      wrapped = JsonTree.read(READER, json, Set.of());
    } catch (JsonFault e) {
      boolean bound =
          e.kind() == JsonFault.Kind.LIMIT || e.kind() == JsonFault.Kind.TOO_MANY_TOKENS;
      return bound ? Told.skipped("too_long") : Told.NOT_JSON;
    }
    if (wrapped.size() != 1) { // the text closed the object around it
      return Told.NOT_JSON;
    }
    if (schema == null) {
      return unread;
    }
    return switch (SchemaCheck.of(schema, wrapped.get("a"))) {
      case FITS -> unread;
      case DIFFERS -> Told.DIFFERS;
      case TOO_LONG -> Told.skipped("steps");
    };
  }

  /** The coverage of an answer that was looked at in this way, too. */
  static Coverage over(Coverage coverage) {
    List<String> ran = new ArrayList<>(coverage.ran());
    ran.add(NAME);
    return new Coverage(ran, coverage.skipped(), coverage.failed());
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "StructuredAnswer";
  }
}
