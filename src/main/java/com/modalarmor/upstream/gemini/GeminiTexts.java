package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonVisitor;
import com.modalarmor.verdict.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Collects every text of Gemini documents with its trust: every string value, known or not, and
 * every property name that is more than an identifier. Only what no detector could read is left
 * out, and then named in {@link #uninspected()}. For one walk; single-threaded.
 *
 * <p>Fields may come in any order ({@code role} after {@code parts}, {@code mimeType} after {@code
 * data}), so trust and group are settled when the object around them ends.
 */
final class GeminiTexts implements JsonVisitor {

  private static final int UNINSPECTED_MAX = 16;
  private static final int NONE = -1;

  /** Marks a text of a turn until its group is known. */
  private static final int OPEN_GROUP = Integer.MAX_VALUE;

  private final boolean reply;
  private final Refusal.Reason fault;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> uninspected = new ArrayList<>(0);
  private int body;
  private int groups;

  // Depth at which the enclosing object of that kind stands; NONE = not inside one.
  private int contentDepth = NONE;
  private int systemDepth = NONE;
  private int toolDepth = NONE;
  private int candidateDepth = NONE;
  private int inlineDepth = NONE;

  private int contentBegin;
  private String role = "";
  private int candidateBegin;
  private int candidateIndex;
  private String mimeType = "";
  private Part data;
  private long promptTokens = -1;
  private long outputTokens = -1;
  private long thoughtsTokens;

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

  Usage usage() {
    return promptTokens < 0 && outputTokens < 0
        ? Usage.UNKNOWN
        : new Usage(promptTokens, outputTokens < 0 ? -1 : outputTokens + thoughtsTokens);
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    if (array || at.depth() == 0) {
      return;
    }
    switch (GeminiField.of(at.lastName())) {
      case CONTENT -> {
        if (contentDepth == NONE) {
          contentDepth = at.depth();
          contentBegin = parts.size();
          role = "";
        }
      }
      case SYSTEM_INSTRUCTION -> systemDepth = systemDepth == NONE ? at.depth() : systemDepth;
      case FUNCTION_RESPONSE -> toolDepth = toolDepth == NONE ? at.depth() : toolDepth;
      case INLINE_DATA -> {
        inlineDepth = at.depth();
        mimeType = "";
        data = null;
      }
      case CANDIDATES -> {
        if (reply && at.depth() == 2) {
          candidateDepth = 2;
          candidateBegin = parts.size();
          candidateIndex = at.index(1);
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
          role = text;
        }
      }
      case MIME_TYPE -> {
        if (depth == inlineDepth + 1) {
          mimeType = text;
        }
      }
      case DATA -> {
        if (depth == inlineDepth + 1) {
          data = new Part(trust(at), text, body, start, end, -1, true);
          return;
        }
      }
      case THOUGHT_SIGNATURE -> {
        skip("opaque:thought_signature");
        return;
      }
      case FILE_URI -> skip("file_data");
      case CACHED_CONTENT -> skip("cached_content");
      default -> {}
    }
    if (field != GeminiField.TEXT && GeminiNames.isConstant(text)) {
      return;
    }
    boolean ofTurn = field == GeminiField.TEXT && contentDepth != NONE && toolDepth == NONE;
    parts.add(new Part(trust(at), text, body, start, end, ofTurn ? OPEN_GROUP : -1, false));
  }

  @Override
  public void name(JsonCursor at, String name, int start, int end) {
    if (!GeminiNames.isIdentifier(name)) {
      parts.add(new Part(trust(at), name, body, start, end, -1, false));
    }
  }

  @Override
  public void integer(JsonCursor at, long value) {
    switch (GeminiField.of(at.lastName())) {
      case INDEX -> {
        if (at.depth() == candidateDepth + 1) {
          candidateIndex = (int) value;
        }
      }
      case PROMPT_TOKENS -> promptTokens = value;
      case CANDIDATES_TOKENS -> outputTokens = value;
      case THOUGHTS_TOKENS -> thoughtsTokens = value;
      default -> {}
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
    if (depth == contentDepth) {
      contentDepth = NONE;
      if (!reply) {
        settle(contentBegin, groups++, trustOfRole());
      }
    } else if (depth == candidateDepth) {
      candidateDepth = NONE;
      settle(candidateBegin, candidateIndex, Trust.MODEL);
    }
    if (depth == systemDepth) {
      systemDepth = NONE;
    }
    if (depth == toolDepth) {
      toolDepth = NONE;
    }
  }

  private void settle(int begin, int group, Trust trust) {
    for (int i = begin; i < parts.size(); i++) {
      Part part = parts.get(i);
      Trust settled = part.trust() == Trust.USER ? trust : part.trust();
      int settledGroup = part.group() == OPEN_GROUP ? group : part.group();
      if (settled != part.trust() || settledGroup != part.group()) {
        parts.set(i, part.with(settled, settledGroup));
      }
    }
  }

  private Trust trustOfRole() {
    return switch (role) {
      case "model" -> Trust.MODEL;
      case "function", "tool" -> Trust.TOOL;
      case "system" -> Trust.SYSTEM;
      default -> Trust.USER;
    };
  }

  private Trust trust(JsonCursor at) {
    if (reply) {
      return Trust.MODEL;
    }
    if (systemDepth != NONE) {
      return Trust.SYSTEM;
    }
    if (toolDepth != NONE) {
      return Trust.TOOL;
    }
    if (contentDepth != NONE || at.depth() == 0 || at.name(0) == null) {
      return Trust.USER;
    }
    return switch (at.name(0)) {
      case "tools",
          "toolConfig",
          "tool_config",
          "generationConfig",
          "generation_config",
          "safetySettings",
          "safety_settings" ->
          Trust.SYSTEM;
      default -> Trust.USER;
    };
  }

  private void readInlineData() {
    if (data == null) {
      return;
    }
    if (!GeminiNames.isText(mimeType)) {
      skip("inline_data:" + (GeminiNames.isMimeType(mimeType) ? mimeType : "unknown"));
      return;
    }
    String text = decode(data.text());
    parts.add(new Part(data.trust(), text, data.body(), data.start(), data.end(), -1, true));
  }

  private String decode(String base64) {
    try {
      Base64.Decoder decoder =
          base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0
              ? Base64.getUrlDecoder()
              : Base64.getDecoder();
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(decoder.decode(base64)))
          .toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new Refusal(fault, "Inline data of a text type must be UTF-8 in base64.");
    }
  }

  private void skip(String what) {
    if (uninspected.size() < UNINSPECTED_MAX && !uninspected.contains(what)) {
      uninspected.add(what);
    }
  }
}
