package com.modalarmor.dialect.inspect;

import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code {"id","text","direction":"input"|"output","trust":"user"|…}} or {@code
 * {"inputs":[…]}} with up to 256 of them. Unknown fields are refused: a misspelt {@code direction}
 * must not change what is inspected. Immutable; thread-safe.
 */
public final class InspectDecoder implements Decoder {

  static final int INPUTS_MAX = 256;
  private static final int ID_CHARS_MAX = 256;

  private final JsonReader reader;

  public InspectDecoder(JsonLimits limits) {
    this.reader = new JsonReader(limits);
  }

  @Override
  public Document decode(List<byte[]> bodies) {
    Items items = new Items();
    try {
      reader.read(bodies.get(0), items);
    } catch (JsonFault e) {
      throw new Refusal(Reason.MALFORMED_BODY, "The body: " + e.getMessage() + ".");
    }
    if (items.parts.isEmpty()) {
      throw fault("\"text\" or \"inputs\" is required");
    }
    return new Document(bodies, items.parts, List.of(), Usage.UNKNOWN, items.ids, items.batch);
  }

  private static Refusal unknown() {
    return fault("only \"id\", \"text\", \"direction\", \"trust\" and \"inputs\" are known");
  }

  private static Refusal notAList() {
    return fault("\"inputs\" must be a list of objects");
  }

  private static Refusal fault(String what) {
    return new Refusal(Reason.MALFORMED_BODY, "The body: " + what + ".");
  }

  /** Collects the items; a single one is an item at depth 0. For one walk. */
  private static final class Items implements JsonVisitor {

    final List<Part> parts = new ArrayList<>();
    final List<String> ids = new ArrayList<>();
    private String id = "";
    private boolean output;
    private Trust trust;
    private Part text;
    boolean batch;

    @Override
    public void enter(JsonCursor at, boolean array, int start) {
      boolean root = at.depth() == 0 && !array;
      boolean list = at.depth() == 1 && array && at.is(0, "inputs");
      boolean item = at.depth() == 2 && !array && at.is(0, "inputs");
      if (!root && !list && !item) {
        throw unknown();
      }
      if (list) {
        batch = true;
      }
      if (item) {
        begin();
      }
    }

    @Override
    public void string(JsonCursor at, String value, int start, int end) {
      int depth = at.depth();
      if (depth != 1 && depth != 3) {
        throw notAList();
      }
      switch (at.lastName()) {
        case "id" -> {
          if (value.length() > ID_CHARS_MAX) {
            throw fault("\"id\" is too long");
          }
          id = value;
        }
        case "text" -> text = new Part(Trust.USER, value, 0, start, end, -1, false);
        case "direction" -> output = isOutput(value);
        case "trust" -> trust = trust(value);
        case "inputs" -> throw notAList();
        default -> throw unknown();
      }
    }

    @Override
    public void integer(JsonCursor at, long value) {
      throw notAString(at);
    }

    @Override
    public void decimal(JsonCursor at, double value) {
      throw notAString(at);
    }

    @Override
    public void literal(JsonCursor at) {
      throw notAString(at);
    }

    private static Refusal notAString(JsonCursor at) {
      String name = at.lastName();
      return switch (name) {
        case "id", "text", "direction", "trust" -> fault("\"" + name + "\" must be a string");
        case "inputs" -> notAList();
        default -> unknown();
      };
    }

    private static boolean isOutput(String value) {
      return switch (value) {
        case "input" -> false;
        case "output" -> true;
        default -> throw fault("\"direction\" must be \"input\" or \"output\"");
      };
    }

    private static Trust trust(String value) {
      return switch (value) {
        case "user" -> Trust.USER;
        case "retrieved" -> Trust.RETRIEVED;
        case "tool" -> Trust.TOOL;
        case "system" -> Trust.SYSTEM;
        default -> throw fault("\"trust\" must be \"user\", \"retrieved\", \"tool\" or \"system\"");
      };
    }

    /** What goes out was written by the model, and by nobody else. */
    private Trust trust() {
      if (!output) {
        return trust == null ? Trust.USER : trust;
      }
      if (trust != null) {
        throw fault("\"trust\" is for the direction \"input\"");
      }
      return Trust.MODEL;
    }

    @Override
    public void leave(JsonCursor at, boolean array, int end) {
      boolean item = !array && at.depth() == 2;
      boolean single = !array && at.depth() == 0 && !batch;
      if (item || single) {
        finish();
      } else if (!array && at.depth() == 0 && text != null) {
        throw fault("give \"text\" or \"inputs\", not both");
      }
    }

    private void begin() {
      if (text != null) {
        throw fault("give \"text\" or \"inputs\", not both");
      }
      id = "";
      output = false;
      trust = null;
    }

    private void finish() {
      if (text == null) {
        throw fault("\"text\" is required");
      }
      if (parts.size() == INPUTS_MAX) {
        throw fault("\"inputs\" holds at most " + INPUTS_MAX + " texts");
      }
      parts.add(text.with(trust(), -1, Part.OUTSIDE));
      ids.add(id);
      text = null;
    }
  }
}
