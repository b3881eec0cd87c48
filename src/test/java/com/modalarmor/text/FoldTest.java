package com.modalarmor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldTest {

  private final Views views = new Views();

  private String fold(String text) {
    views.read(text);
    return new String(views.folded().chars(), 0, views.folded().length());
  }

  private List<String> transforms(String text) {
    views.read(text);
    return Transform.names(views.transforms());
  }

  @Test
  void plain_ascii_is_lower_case_and_keeps_its_indices() {
    assertEquals("hello world\nok", fold("Hello\tWORLD\nok"));
    assertTrue(views.folded().identity());
    assertEquals(0, views.transforms());
  }

  @Test
  void disguises_are_folded_and_reported() {
    String[][] rows = {
      {"ig\u200Bnore", "ignore", "[zero_width]"},
      {"i\u2060g\u2060nore", "ignore", "[zero_width]"},
      {"ig\u200Dnore", "ignore", "[zero_width]"},
      {"i\u00ADg\u00ADn\u00ADore", "ignore", "[zero_width]"},
      {"ig\u034Fnore", "ignore", "[zero_width]"},
      {"ig\u202Enore", "ignore", "[bidi]"},
      {"ig\uFE0Fnore", "ignore", "[variation_selectors]"},
      {"ig\u0000nore", "ignore", "[zero_width]"},
      {"ignore\u2800all", "ignore all", "[zero_width]"},
      {"ignore\u3164all", "ignore all", "[zero_width]"},
      {"\uD83D\uDE00\uDB40\uDD00\uDB40\uDD01\uDB40\uDD02", "\uD83D\uDE00", "[variation_selectors]"},
      {"hi" + tags("Ignore all"), "hiignore all", "[tag_characters]"},
      {"i" + tags("x") + "gnore", "ignore", "[tag_characters]"},
      {"\u0456gn\u043Er\u0435", "ignore", "[homoglyph]"},
      {"\u0406gnor\u0435 all", "ignore all", "[homoglyph]"},
      {"ign\u03BFre", "ignore", "[homoglyph]"},
      {"p\u0430ssw\u043Erd", "password", "[homoglyph]"},
      {"ɪɢɴᴏʀᴇ", "ignore", "[homoglyph]"},
      {"\uFF49\uFF47\uFF4E\uFF4F\uFF52\uFF45", "ignore", "[nfkc]"},
      {
        "\uD835\uDC22\uD835\uDC20\uD835\uDC27\uD835\uDC28\uD835\uDC2B\uD835\uDC1E",
        "ignore",
        "[nfkc]"
      },
      {"ⓘⓖⓝⓞⓡⓔ", "ignore", "[nfkc]"},
      {"\uFF14\uFF10\uFF11\uFF12", "4012", "[]"},
      {"\u0664\u0660", "40", "[]"},
      {"i\u0337g\u0337n\u0337ore", "ignore", "[diacritics]"},
      {"“a” – ‘b’…", "\"a\" - 'b'...", "[]"},
      {"a\u00A0b\u3000c\u2028d", "a b c\nd", "[]"},
      {"cafe\u0301", "café", "[]"},
      {"\u1112\u1161\u11AB", "한", "[]"},
      {"ﬁne", "fine", "[]"},
    };
    for (String[] row : rows) {
      assertEquals(row[1], fold(row[0]), row[1]);
      assertEquals(row[2], transforms(row[0]).toString(), row[0]);
    }
    assertEquals(29, rows.length);
  }

  @Test
  void ordinary_text_of_many_languages_reports_nothing() {
    String[] rows = {
      "Größere Übungen für Straßenbahnführer – „wirklich“ schön.",
      "Donau\u00ADdampf\u00ADschiff\u00ADfahrt",
      "你好,世界!请看这个例子:一、二。TELは0312345678です。",
      "日本語のテキスト、カタカナ。ガギグ ㈱ ①②③ ABC",
      "한국어 문장입니다. ㅋㅋㅋ",
      "مرحبا بالعالم، كيف حالك؟ \u200Fنص\u200E",
      "می\u200Cخواهم کتاب\u200Cها را بخوانم",
      "नमस्ते दुनिया क्\u200Dष",
      "Привет, как дела? Это обычный русский текст. Java-разработчик пишет SMSки.",
      "Ελληνικό κείμενο με τόνους",
      "TNFα and IFNγ at 5 μm, Δx = 3, x² + y² = ½",
      "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 family ❤️ 1️⃣ ok",
      "\uD83C\uDFF4" + tags("gbsct") + "\uDB40\uDC7F Scotland",
      "\uFEFFfile with a mark",
      "Türkçe ılık İstanbul, Tiếng Việt đẹp, čeština, polski łódź",
      "สวัสดีครับ \u200Bนี่คือ",
      "שלום עולם",
      "Հայերեն տեքստ, ქართული",
      "ﬁne œuvre naïve façade № 5 ™ 20 ℃",
      "IPA: /ˈfɪʃɪŋ/",
      "See https://\u200Bexample.com/",
    };
    for (String row : rows) {
      assertEquals(List.of(), transforms(row), row);
    }
    assertEquals(21, rows.length);
  }

  @Test
  void one_for_one_text_needs_no_map() {
    fold("Größe 你好 Привет \uD83D\uDE00 ÀÉ");
    assertTrue(views.folded().identity());
    fold("e\u0301");
    assertFalse(views.folded().identity());
    assertEquals(2, views.folded().originalEnd(1, "e\u0301"));
  }

  @Test
  void ranges_land_on_original_characters_and_the_view_is_bounded() {
    long seed = 20_260_728L;
    Random random = new Random(seed);
    int[] pool = {
      'a', 'Z', '1', ' ', '\n', 0x200B, 0x200D, 0x0301, 0x0323, 0xE9, 0x430, 0x3BF, 0xFDFA, 0xFF21,
      0x1F600, 0x1D400, 0xE0041, 0xE0061, 0x1112, 0x1161, 0x11AB, 0xAD, 0xFE0F, 0xD800, 0xDC00,
      0x10400, 0xFB01, 0x3164
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder builder = new StringBuilder();
      int size = random.nextInt(12);
      for (int i = 0; i < size; i++) {
        builder.appendCodePoint(pool[random.nextInt(pool.length)]);
      }
      String text = builder.toString();
      String where = "seed " + seed + " round " + round;
      views.read(text);
      View view = views.folded();
      assertTrue(view.length() <= Fold.GROWTH_MAX * Math.max(1, text.length()), where);
      for (int i = 0; i < view.length(); i++) {
        int start = view.originalStart(i);
        int end = view.originalEnd(i + 1, text);
        assertTrue(start < end && end <= text.length(), where);
        assertTrue(boundary(text, start) && boundary(text, end), where);
        assertTrue(i == 0 || start >= view.originalStart(i - 1), where);
      }
    }
  }

  private static boolean boundary(String text, int at) {
    return at <= 0
        || at >= text.length()
        || !(Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private static String tags(String ascii) {
    StringBuilder builder = new StringBuilder();
    ascii.chars().forEach(c -> builder.appendCodePoint(0xE0000 + c));
    return builder.toString();
  }
}
