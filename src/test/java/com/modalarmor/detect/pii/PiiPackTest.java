package com.modalarmor.detect.pii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The entities that ship. */
class PiiPackTest {

  @Test
  void every_entity_is_on_the_privacy_page() throws Exception {
    String page = Files.readString(Path.of("docs/PRIVACY.md"));
    List<String> names = PiiPack.packaged().names();
    for (String name : names) {
      assertTrue(page.contains("| `" + name + "` |"), name + " is not in docs/PRIVACY.md");
    }
    assertEquals(80, names.size());
  }

  @Test
  void entities_without_a_policys_word_are_a_part() {
    List<String> byDefault = PiiPack.packaged().defaultNames();
    assertTrue(byDefault.contains("EMAIL_ADDRESS") && byDefault.contains("US_SSN"));
    assertTrue(byDefault.size() < 30, "defaults " + byDefault.size());
  }

  @Test
  void checks_answer_yes_no_and_cannot_tell() {
    PiiPack pack = PiiPack.packaged();
    assertEquals(Boolean.TRUE, pack.check("CREDIT_CARD", "4012 8888 8888 1881"));
    assertEquals(Boolean.FALSE, pack.check("CREDIT_CARD", "4012 8888 8888 1882"));
    assertEquals(null, pack.check("DE_VAT_ID", "DE 136 965 976"));
    assertThrows(IllegalArgumentException.class, () -> pack.check("EMAIL_ADDRESS", "a@b.de"));
  }
}
