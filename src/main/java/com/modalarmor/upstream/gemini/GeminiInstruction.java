package com.modalarmor.upstream.gemini;

import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonSplice;
import com.modalarmor.json.JsonVisitor;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import java.nio.charset.StandardCharsets;

/**
 * Adds a part to the system instruction of a request and keeps every other byte; an instruction
 * that is missing is made. Immutable; thread-safe.
 */
public final class GeminiInstruction {

  private final JsonReader reader;

  public GeminiInstruction(JsonLimits limits) {
    this.reader = new JsonReader(limits);
  }

  /** The request with {@code text} as the last part of its system instruction. */
  public byte[] append(byte[] request, String text) {
    Places places = new Places();
    try {
      reader.read(request, places);
    } catch (JsonFault e) {
      throw new Refusal(Reason.MALFORMED_BODY, "The body: " + e.getMessage() + ".");
    }
    String part =
        new String(
            JsonBytes.object(out -> out.writeStringField("text", text)), StandardCharsets.UTF_8);
    JsonSplice splice = new JsonSplice();
    if (places.literalAfter >= 0) {
      int at = literalAt(request, places.literalAfter);
      replace(splice, at, at + "null".length(), instruction(part));
    } else if (places.instructionEnd < 0) {
      if (places.odd) {
        throw odd();
      }
      String name = "\"systemInstruction\":" + instruction(part);
      insert(splice, places.rootEnd, (places.rootEmpty ? "" : ",") + name);
    } else if (places.partsEnd < 0) {
      String parts = "\"parts\":[" + part + "]";
      insert(splice, places.instructionEnd, (places.instructionEmpty ? "" : ",") + parts);
    } else if (places.partsBegin >= 0) {
      insert(splice, places.partsBegin, "[");
      insert(splice, places.partsEnd, "," + part + "]");
    } else {
      insert(splice, places.partsEnd, (places.partsEmpty ? "" : ",") + part);
    }
    return splice.apply(request);
  }

  /** Where the null begins that follows a name; {@code true} and {@code false} are odd. */
  private static int literalAt(byte[] json, int afterName) {
    int at = afterName;
    while (json[at] != 'n') {
      if (json[at] == 't' || json[at] == 'f') {
        throw odd();
      }
      at++;
    }
    return at;
  }

  private static String instruction(String part) {
    return "{\"parts\":[" + part + "]}";
  }

  private static void insert(JsonSplice splice, int at, String json) {
    replace(splice, at, at, json);
  }

  private static void replace(JsonSplice splice, int start, int end, String json) {
    splice.insert(start, end, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Refusal odd() {
    return new Refusal(
        Reason.MALFORMED_BODY, "The body: \"systemInstruction\" must be an object with \"parts\".");
  }

  /** Where things stand in the request; -1 = not there. For one walk. */
  private static final class Places implements JsonVisitor {

    int rootEnd = -1;
    boolean rootEmpty = true;
    int instructionEnd = -1;
    boolean instructionEmpty = true;
    boolean odd;

    /** End of the name whose value is a literal. */
    int literalAfter = -1;

    /** Just before the bracket of a list; just after an object that stands without one. */
    int partsEnd = -1;

    boolean partsEmpty = true;

    /** Where an object begins that stands without a list; -1 = it is a list. */
    int partsBegin = -1;

    private int nameEnd;

    @Override
    public void name(JsonCursor at, String name, int start, int end) {
      if (at.depth() == 1) {
        rootEmpty = false;
        nameEnd = end;
      } else if (at.depth() == 2 && inInstruction(at)) {
        instructionEmpty = false;
      }
    }

    private static boolean inInstruction(JsonCursor at) {
      return at.is(0, "systemInstruction") || at.is(0, "system_instruction");
    }

    private static boolean isParts(JsonCursor at) {
      return at.depth() == 2 && inInstruction(at) && at.is(1, "parts");
    }

    @Override
    public void enter(JsonCursor at, boolean array, int start) {
      if (isParts(at)) {
        partsBegin = array ? -1 : start;
      } else if (at.depth() == 3 && inInstruction(at) && at.is(1, "parts")) {
        partsEmpty = false;
      } else if (at.depth() == 1 && array && inInstruction(at)) {
        odd = true;
      }
    }

    @Override
    public void leave(JsonCursor at, boolean array, int end) {
      if (at.depth() == 0) {
        rootEnd = end - 1;
      } else if (at.depth() == 1 && !array && inInstruction(at)) {
        instructionEnd = end - 1;
      } else if (isParts(at)) {
        partsEnd = array ? end - 1 : end;
      }
    }

    @Override
    public void string(JsonCursor at, String text, int start, int end) {
      scalar(at);
    }

    @Override
    public void integer(JsonCursor at, long value) {
      scalar(at);
    }

    @Override
    public void decimal(JsonCursor at, double value) {
      scalar(at);
    }

    @Override
    public void literal(JsonCursor at) {
      if (at.depth() == 1 && inInstruction(at)) {
        literalAfter = nameEnd;
      } else {
        scalar(at);
      }
    }

    private void scalar(JsonCursor at) {
      if (inInstruction(at) && (at.depth() == 1 || isParts(at))) {
        throw odd();
      }
      partsEmpty &= !(at.depth() == 3 && inInstruction(at) && at.is(1, "parts"));
    }
  }
}
