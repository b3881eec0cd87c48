package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LabelledTextsTest {

  private static final String TWO =
      "{\"id\":\"a\",\"text\":\"x\\ny\",\"label\":\"attack\",\"kind\":\"injection\",\"lang\":\"en\","
          + "\"source\":\"s\",\"own\":{\"label\":\"benign\"}}\r\n\n"
          + "{\"text\":\"ü\",\"label\":\"benign\"}";

  @Test
  void reads_plain_and_gzipped_lines_alike() throws IOException {
    byte[] plain = TWO.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    }
    LabelledTexts texts = LabelledTexts.parse("f", plain);
    assertEquals(texts.rows(), LabelledTexts.parse("f", zipped.toByteArray()).rows());
    assertEquals(2, texts.rows().size());
    assertEquals(new LabelledText("a", "x\ny", true, "injection", "en", "s"), texts.rows().get(0));
    assertEquals(new LabelledText("f:3", "ü", false, "", "", ""), texts.rows().get(1));
    assertEquals(64, texts.sha256().length());
  }

  @Test
  void a_wrong_line_is_named_by_number_without_its_content() {
    for (String wrong : new String[] {"{\"text\":\"pst\"", "{\"text\":\"pst\",\"label\":\"x\"}"}) {
      byte[] content = (TWO + "\n" + wrong).getBytes(StandardCharsets.UTF_8);
      IOException e = assertThrows(IOException.class, () -> LabelledTexts.parse("f", content));
      assertTrue(e.getMessage().startsWith("f:4: "), e.getMessage());
      assertFalse(e.getMessage().contains("pst"), e.getMessage());
    }
  }
}
