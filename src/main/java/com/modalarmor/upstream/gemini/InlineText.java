package com.modalarmor.upstream.gemini;

import com.modalarmor.verdict.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text that a document holds as base64. Stateless. */
final class InlineText {

  private InlineText() {}

  /** Both alphabets; throws a refusal for {@code fault} when it is no base64 of UTF-8. */
  static String decode(String base64, Refusal.Reason fault) {
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
}
