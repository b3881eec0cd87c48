package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonVisitor;
import com.modalarmor.verdict.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects every text of Gemini documents with its trust: every string value, known or not, every
 * long number of a call or its result, and every property name that is more than an identifier (of
 * tools: or as long as a sentence). What no detector could read is named in {@link #uninspected()}.
 * For one walk; single-threaded.
 *
 * <p>Fields may come in any order ({@code role} after {@code parts}, {@code mimeType} after {@code
 * data}), so trust and group are settled when the object around them ends.
 */
final class GeminiTexts implements JsonVisitor {

  private static final int UNINSPECTED_MAX = 16;
  private static final int NONE = -1;

  /** No number that tells something of a person has fewer digits. */
  private static final int NUMBER_BYTES_MIN = 8;

  private final boolean reply;
  private final Refusal.Reason fault;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> uninspected = new ArrayList<>(0);
  private final Set<String> namesSeen = new HashSet<>(0);
  private int body;
  // Depth of the enclosing object of that kind; NONE = not inside one.
  private int contentDepth = NONE;
  private int systemDepth = NONE;
  private int toolDepth = NONE;
  private int callDepth = NONE;
  private int candidateDepth = NONE;
  private int inlineDepth = NONE;

  private final GeminiTurns turns = new GeminiTurns();
  private final GeminiCandidates candidates = new GeminiCandidates();
  private final GeminiInline inline = new GeminiInline();
  private final GeminiTokens tokens = new GeminiTokens();

  GeminiTexts(boolean reply, Refusal.Reason fault) {
    this.reply = reply;
    this.fault = fault;
  }

  /** The next document begins. */
  void body(int index) {
    body = index;
  }

  List<Part> parts() {
    return parts;
  }

  List<String> uninspected() {
    return uninspected;
  }

  GeminiCandidates candidates() {
    return candidates;
  }

  Usage usage() {
    return tokens.usage();
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    if (array || at.depth() == 0) {
      return;
    }
    if (reply && at.depth() == contentDepth + 2) {
      candidates.partBegins(parts.size());
    }
    switch (GeminiField.of(at.lastName())) {
      case CONTENT -> {
        if (contentDepth == NONE) {
          contentDepth = at.depth();
          turns.begins(parts.size(), !reply && GeminiPlace.isTurn(at));
        }
      }
      case SYSTEM_INSTRUCTION -> {
        if (systemDepth == NONE && GeminiPlace.isSystemInstruction(at)) {
          systemDepth = at.depth();
        }
      }
      case FUNCTION_RESPONSE -> toolDepth = toolDepth == NONE ? at.depth() : toolDepth;
      case FUNCTION_CALL -> callDepth = callDepth == NONE ? at.depth() : callDepth;
      case INLINE_DATA -> {
        inlineDepth = at.depth();
        inline.begins();
      }
      case CANDIDATES -> {
        if (reply && at.depth() == 2) {
          candidateDepth = 2;
          candidates.begins(parts.size(), at.index(1));
        }
      }
      default -> {}
    }
  }

  @Override
  public void string(JsonCursor at, String text, int start, int end) {
    GeminiField field = GeminiField.of(at.lastName());
    int depth = at.depth();
    switch (field) {
      case ROLE -> {
        if (depth == contentDepth + 1) {
          turns.role(text);
        }
      }
      case MIME_TYPE -> {
        if (depth == inlineDepth + 1) {
          inline.mimeType(text);
        }
      }
      case DATA -> {
        if (depth == inlineDepth + 1) {
          inline.data(part(at, text, start, end, -1));
          return;
        }
      }
      case FINISH_REASON -> candidates.finished(depth == candidateDepth + 1);
      case THOUGHT_SIGNATURE -> {
        skip("opaque:thought_signature");
        return;
      }
      case FILE_URI -> skip("file_data");
      case CACHED_CONTENT -> skip("cached_content");
      default -> {}
    }
    boolean ofTool = toolDepth != NONE && depth > toolDepth + 1; // a word of a sentence, perhaps
    boolean ofText = field == GeminiField.TEXT || (reply && GeminiPieces.isText(at));
    if (!ofText && !ofTool && GeminiNames.isConstant(text)) {
      return;
    }
    if (reply && GeminiPlace.isIdentity(field, depth, callDepth) && GeminiNames.isToken(text)) {
      return;
    }
    boolean ofTurn = field == GeminiField.TEXT && contentDepth != NONE && toolDepth == NONE;
    parts.add(part(at, text, start, end, ofTurn ? GeminiTurns.OPEN_GROUP : NONE));
  }

  private Part part(JsonCursor at, String text, int start, int end, int group) {
    int place = Part.OUTSIDE;
    if (!reply && contentDepth == NONE) {
      if (systemDepth != NONE) {
        place = Part.INSTRUCTION;
      } else if (GeminiPlace.isDeclaration(at)) {
        place = Part.DECLARATION;
      }
    }
    return new Part(trust(at), text, body, start, end, group, false, place);
  }

  @Override
  public void name(JsonCursor at, String name, int start, int end) {
    if (!GeminiNames.isIdentifier(name)) {
      parts.add(part(at, name, start, end, -1));
    } else if ((toolDepth != NONE || callDepth != NONE)
        && GeminiNames.isSentence(name)
        && namesSeen.add(name)) {
      parts.add(part(at, GeminiNames.words(name), start, end, -1));
    }
  }

  /** A card or a telephone number may come as one; what is masked of it becomes a string. */
  @Override
  public void number(JsonCursor at, byte[] json, int start, int end) {
    if (end - start >= NUMBER_BYTES_MIN && (toolDepth != NONE || callDepth != NONE)) {
      String digits = new String(json, start, end - start, StandardCharsets.US_ASCII);
      parts.add(part(at, digits, start, end, NONE));
    }
  }

  @Override
  public void integer(JsonCursor at, long value) {
    switch (GeminiField.of(at.lastName())) {
      case INDEX -> {
        if (at.depth() == candidateDepth + 1) {
          candidates.index(value);
        }
      }
      case PROMPT_TOKENS -> tokens.prompt(value);
      case CANDIDATES_TOKENS -> tokens.output(value);
      case THOUGHTS_TOKENS -> tokens.thoughts(value);
      default -> {}
    }
  }

  @Override
  public void literal(JsonCursor at, Boolean value) {
    boolean here = reply && at.depth() == contentDepth + 3 && at.lastName().equals("thought");
    if (here && Boolean.TRUE.equals(value)) {
      candidates.partIsThought();
    }
  }

  @Override
  public void leave(JsonCursor at, boolean array, int end) {
    if (array) {
      return;
    }
    int depth = at.depth();
    if (depth == inlineDepth) {
      inlineDepth = NONE;
      readInlineData();
    }
    if (reply && contentDepth != NONE && depth == contentDepth + 2) {
      candidates.partEnds(parts);
    }
    if (depth == contentDepth) {
      contentDepth = NONE;
      if (!reply) {
        turns.ends(parts);
      }
    } else if (depth == candidateDepth) {
      candidateDepth = NONE;
      candidates.ends(parts);
    }
    if (depth == systemDepth) {
      systemDepth = NONE;
    }
    if (depth == toolDepth) {
      toolDepth = NONE;
    }
    if (depth == callDepth) {
      callDepth = NONE;
    }
    if (depth == 0) {
      turns.over(parts);
    }
  }

  private Trust trust(JsonCursor at) {
    if (reply) {
      return Trust.MODEL;
    }
    if (toolDepth != NONE) {
      return Trust.TOOL;
    }
    if (systemDepth != NONE) {
      return Trust.SYSTEM;
    }
    return contentDepth != NONE ? Trust.USER : GeminiPlace.trustOutside(at);
  }

  private void readInlineData() {
    if (inline.isText()) {
      parts.add(inline.decoded(fault));
    } else if (inline.hasData()) {
      skip(inline.uninspected());
    }
  }

  private void skip(String what) {
    if (uninspected.size() < UNINSPECTED_MAX && !uninspected.contains(what)) {
      uninspected.add(what);
    }
  }
}
