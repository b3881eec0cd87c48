package com.modalarmor.dialect.gemini;

import com.modalarmor.chat.Usage;
import com.modalarmor.dialect.ErrorBody;
import com.modalarmor.pipeline.Answer;
import com.modalarmor.pipeline.StreamFrames;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.nio.charset.StandardCharsets;

/**
 * The two forms of a stream on the Gemini wire: server-sent events with {@code alt=sse}, else one
 * JSON array. Immutable.
 */
final class GeminiFrames implements StreamFrames {

  private static final byte[] SSE_BEGIN = bytes("data: ");
  private static final byte[] SSE_END = bytes("\r\n\r\n");
  private static final byte[] ARRAY_BEGIN = bytes("[");
  private static final byte[] ARRAY_NEXT = bytes(",\r\n");
  private static final byte[] ARRAY_END = bytes("]");
  private static final byte[] NOTHING = {};

  private final boolean sse;
  private final String model;

  GeminiFrames(boolean sse, String model) {
    this.sse = sse;
    this.model = model;
  }

  @Override
  public String contentType() {
    return sse ? Answer.SSE : Answer.JSON;
  }

  @Override
  public byte[] event(byte[] event, boolean first) {
    return sse
        ? concat(SSE_BEGIN, event, SSE_END)
        : concat(first ? ARRAY_BEGIN : ARRAY_NEXT, event, NOTHING);
  }

  @Override
  public byte[] end() {
    return sse ? NOTHING : ARRAY_END;
  }

  @Override
  public byte[] blocked(Verdict verdict, Usage usage) {
    return GeminiBlock.answer(verdict, usage, model);
  }

  @Override
  public byte[] failed(Refusal refusal) {
    return ErrorBody.of(refusal).chunks().get(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[] a, byte[] b, byte[] c) {
    byte[] all = new byte[a.length + b.length + c.length];
    System.arraycopy(a, 0, all, 0, a.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    System.arraycopy(c, 0, all, a.length + b.length, c.length);
    return all;
  }
}
