package com.modalarmor.upstream.gemini;

/**
 * The field names of the Gemini wire that decide how a text is read; both spellings of proto JSON.
 */
enum GeminiField {
  CONTENT,
  SYSTEM_INSTRUCTION,
  ROLE,
  TEXT,
  INLINE_DATA,
  MIME_TYPE,
  DATA,
  FILE_URI,
  CACHED_CONTENT,
  THOUGHT_SIGNATURE,
  FUNCTION_RESPONSE,
  FUNCTION_CALL,
  CANDIDATES,
  FINISH_REASON,
  INDEX,
  ID,
  RESPONSE_ID,
  MODEL_VERSION,
  CREATE_TIME,
  PROMPT_TOKENS,
  CANDIDATES_TOKENS,
  THOUGHTS_TOKENS,
  OTHER;

  static GeminiField of(String name) {
    return switch (name) {
      case "content", "contents" -> CONTENT;
      case "systemInstruction", "system_instruction" -> SYSTEM_INSTRUCTION;
      case "role" -> ROLE;
      case "text" -> TEXT;
      case "inlineData", "inline_data" -> INLINE_DATA;
      case "mimeType", "mime_type" -> MIME_TYPE;
      case "data" -> DATA;
      case "fileUri", "file_uri" -> FILE_URI;
      case "cachedContent", "cached_content" -> CACHED_CONTENT;
      case "thoughtSignature", "thought_signature" -> THOUGHT_SIGNATURE;
      case "functionResponse",
          "function_response",
          "codeExecutionResult",
          "code_execution_result" ->
          FUNCTION_RESPONSE;
      case "functionCall", "function_call" -> FUNCTION_CALL;
      case "candidates" -> CANDIDATES;
      case "finishReason", "finish_reason" -> FINISH_REASON;
      case "index" -> INDEX;
      case "id" -> ID;
      case "responseId", "response_id" -> RESPONSE_ID;
      case "modelVersion", "model_version" -> MODEL_VERSION;
      case "createTime", "create_time" -> CREATE_TIME;
      case "promptTokenCount", "prompt_token_count" -> PROMPT_TOKENS;
      case "candidatesTokenCount", "candidates_token_count" -> CANDIDATES_TOKENS;
      case "thoughtsTokenCount", "thoughts_token_count" -> THOUGHTS_TOKENS;
      default -> OTHER;
    };
  }
}
