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
 * What a request asks for last in words, and the request with passages put in front of these words;
 * every other byte stays. Immutable; thread-safe.
 */
public final class GeminiGrounding {

  private final JsonReader reader;

  public GeminiGrounding(JsonLimits limits) {
    this.reader = new JsonReader(limits);
  }

  /** The texts of the last turn in which the user says something; empty when there is none. */
  public String question(byte[] request) {
    return read(request).question;
  }

  /** The request with a text as the first part of the turn that {@link #question} is from. */
  public byte[] insert(byte[] request, String text) {
    LastWords last = read(request);
    if (last.partsBegin < 0) {
      throw new Refusal(Reason.MALFORMED_BODY, "The body: nothing is asked in words.");
    }
    String part =
        new String(
            JsonBytes.object(out -> out.writeStringField("text", text)), StandardCharsets.UTF_8);
    JsonSplice splice = new JsonSplice();
    put(splice, last.partsBegin, (last.list ? "" : "[") + part + ",");
    if (!last.list) {
      put(splice, last.partsEnd, "]");
    }
    return splice.apply(request);
  }

  private static void put(JsonSplice splice, int at, String json) {
    splice.insert(at, at, json.getBytes(StandardCharsets.UTF_8));
  }

  private LastWords read(byte[] request) {
    LastWords last = new LastWords();
    try {
      reader.read(request, last);
    } catch (JsonFault e) {
      throw new Refusal(Reason.MALFORMED_BODY, "The body: " + e.getMessage() + ".");
    }
    return last;
  }

  /** For one walk. {@code contents} is a list of turns, or one turn without a list. */
  private static final class LastWords implements JsonVisitor {

    String question = "";

    /** Just after the bracket of the parts, or where an object begins that stands without one. */
    int partsBegin = -1;

    int partsEnd = -1;
    boolean list = true;

    private int turnDepth = -1;
    private String role = "";
    private boolean ofTurn;
    private int turnPartsBegin = -1;
    private int turnPartsEnd = -1;
    private boolean turnList;
    private final StringBuilder texts = new StringBuilder();

    private boolean isParts(JsonCursor at) {
      return turnDepth >= 0 && at.depth() == turnDepth + 1 && at.is(turnDepth, "parts");
    }

    @Override
    public void enter(JsonCursor at, boolean array, int start) {
      boolean turn =
          !array
              && at.is(0, "contents")
              && (at.depth() == 1 || (at.depth() == 2 && at.index(1) >= 0));
      if (turn) {
        turnDepth = at.depth();
        role = "";
        texts.setLength(0);
        ofTurn = false;
        turnPartsBegin = -1;
      } else if (isParts(at)) {
        turnList = array;
        turnPartsBegin = array ? start + 1 : start;
      }
    }

    @Override
    public void leave(JsonCursor at, boolean array, int end) {
      if (isParts(at)) {
        turnPartsEnd = end;
      } else if (!array && at.depth() == turnDepth) {
        turnDepth = -1;
        if (ofTurn && (role.isEmpty() || role.equals("user"))) {
          question = texts.toString();
          partsBegin = turnPartsBegin;
          partsEnd = turnPartsEnd;
          list = turnList;
        }
      }
    }

    @Override
    public void string(JsonCursor at, String text, int start, int end) {
      if (turnDepth < 0) {
        return;
      }
      if (at.depth() == turnDepth + 1 && at.is(turnDepth, "role")) {
        role = text;
      }
      int textDepth = turnDepth + (turnList ? 3 : 2);
      boolean words =
          turnPartsBegin >= 0
              && at.depth() == textDepth
              && at.is(turnDepth, "parts")
              && at.is(textDepth - 1, "text");
      if (words && !text.isBlank()) {
        texts.append(texts.length() == 0 ? "" : "\n").append(text);
        ofTurn = true;
      }
    }
  }
}
