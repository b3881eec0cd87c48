package com.modalarmor.dialect.gemini;

/** The methods of the Gemini wire that this gateway serves. */
enum GeminiMethod {
  GENERATE_CONTENT("generateContent", "generate_content"),
  STREAM_GENERATE_CONTENT("streamGenerateContent", "stream_generate_content"),
  COUNT_TOKENS("countTokens", "count_tokens"),
  EMBED_CONTENT("embedContent", "embed_content"),
  BATCH_EMBED_CONTENTS("batchEmbedContents", "batch_embed_contents"),
  LIST_MODELS("", "list_models"),
  GET_MODEL("", "get_model");

  private final String action;
  private final String operation;
  private final String route;

  GeminiMethod(String action, String operation) {
    this.action = action;
    this.operation = operation;
    this.route = "gemini." + operation;
  }

  /** What stands after the colon of the path; empty for the methods that are a plain GET. */
  String action() {
    return action;
  }

  String operation() {
    return operation;
  }

  String route() {
    return route;
  }

  boolean generates() {
    return this == GENERATE_CONTENT || this == STREAM_GENERATE_CONTENT;
  }

  boolean hasBody() {
    return !action.isEmpty();
  }

  /** The method of a POST by its action, or null. */
  static GeminiMethod ofAction(String action) {
    return switch (action) {
      case "generateContent" -> GENERATE_CONTENT;
      case "streamGenerateContent" -> STREAM_GENERATE_CONTENT;
      case "countTokens" -> COUNT_TOKENS;
      case "embedContent" -> EMBED_CONTENT;
      case "batchEmbedContents" -> BATCH_EMBED_CONTENTS;
      default -> null;
    };
  }
}
