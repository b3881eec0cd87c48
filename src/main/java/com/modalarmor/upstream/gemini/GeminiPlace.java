package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.Trust;
import com.modalarmor.json.JsonCursor;

/**
 * What a place in a request says about who wrote the text there. Stateless.
 *
 * <p>Only the fields at which Gemini itself would look are believed: the same name elsewhere (a
 * {@code systemInstruction} inside a tool's result) is just text. {@code countTokens} may wrap a
 * whole request; its fields count as those of the request.
 */
final class GeminiPlace {

  private GeminiPlace() {}

  /** Level of the request's own fields: 0, or 1 inside {@code generateContentRequest}. */
  private static int base(JsonCursor at) {
    return at.is(0, "generateContentRequest") || at.is(0, "generate_content_request") ? 1 : 0;
  }

  /** True for an object that is the request's system instruction. */
  static boolean isSystemInstruction(JsonCursor at) {
    return at.depth() == base(at) + 1;
  }

  /** True for an object that is a turn of the conversation. */
  static boolean isTurn(JsonCursor at) {
    int base = base(at);
    return at.is(base, "contents") && at.depth() <= base + 2;
  }

  /** True inside the declared tools. */
  static boolean isDeclaration(JsonCursor at) {
    return at.is(base(at), "tools");
  }

  /** Trust of a text outside contents and system instruction. */
  static Trust trustOutside(JsonCursor at) {
    int base = base(at);
    String name = base < at.depth() ? at.name(base) : null;
    return name == null ? Trust.USER : trustOfField(name);
  }

  private static Trust trustOfField(String name) {
    return switch (name) {
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

  /**
   * Trust that a turn's role bestows. {@code system} is no role of a turn: whoever writes it there
   * is judged as the caller. Only a turn of the conversation can be the model's.
   */
  static Trust trustOfRole(String role, boolean turn) {
    return switch (role) {
      case "model" -> turn ? Trust.MODEL : Trust.USER;
      case "function", "tool" -> Trust.TOOL;
      default -> Trust.USER;
    };
  }

  /**
   * What the model's host made up for programs. Digits in an id look like a telephone number at
   * times, and two calls with one masked id could not be told apart.
   *
   * @param callDepth of the call around it
   */
  static boolean isIdentity(GeminiField field, int depth, int callDepth) {
    return switch (field) {
      case RESPONSE_ID, MODEL_VERSION, CREATE_TIME -> depth == 1;
      case ID -> depth == callDepth + 1;
      default -> false;
    };
  }
}
