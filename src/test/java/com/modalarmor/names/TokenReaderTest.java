package com.modalarmor.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows and tokens of a text. */
class TokenReaderTest {

  /** A text, then its windows with their tokens between bars. */
  private static final String[][] CASES = {
    {"It works. Now go!", "It|works|.", "Now|go|!"},
    {"Mr. Roe left. He said so.", "Mr|.|Roe|left|.", "He|said|so|."},
    {"J. Roe of the U.S. team", "J|.|Roe|of|the|U.S.|team"},
    {"\"Go.\" She went.", "\"|Go|.|\"", "She|went|."},
    {"John's don't O'Brien", "John|'|s|don't|O'Brien"},
    {"3.5 and 1,000.", "3.5|and|1,000|."},
    {"@jane_roe #Leeds a@b", "@jane_roe|#Leeds|a|@|b"},
    {"see http://t.co/x?y ok", "see|http://t.co/x?y|ok"},
    {"one\ntwo", "one|\n|two"},
    {"Al-Qaeda B2B 65th", "Al|-|Qaeda|B2B|65th"},
    {"a😀b", "a|😀|b"},
  };

  @Test
  void cuts_texts_into_windows_and_tokens() {
    int rows = 0;
    for (String[] row : CASES) {
      List<String> windows = windows(row[0]);
      assertEquals(List.of(row).subList(1, row.length), windows, row[0]);
      rows++;
    }
    assertEquals(11, rows);
  }

  private static List<String> windows(String text) {
    List<String> windows = new ArrayList<>();
    TokenReader reader = new TokenReader();
    char[] chars = text.toCharArray();
    reader.begin(chars, 0, chars.length);
    while (reader.next()) {
      List<String> tokens = new ArrayList<>();
      for (int i = 0; i < reader.tokens.count; i++) {
        tokens.add(text.substring(reader.tokens.start[i], reader.tokens.end[i]));
      }
      windows.add(String.join("|", tokens));
    }
    return windows;
  }

  @Test
  void windows_and_tokens_are_bounded_and_cover_the_text() {
    for (String unit : new String[] {"a", "1", "@", "-", "é", "x ", "a.b.", "\n", "A1_"}) {
      String text = unit.repeat(20_000 / unit.length());
      TokenReader reader = new TokenReader();
      char[] chars = text.toCharArray();
      reader.begin(chars, 0, chars.length);
      int last = 0;
      while (reader.next()) {
        Tokens t = reader.tokens;
        assertTrue(t.count <= Tokens.TOKENS_MAX);
        for (int i = 0; i < t.count; i++) {
          assertTrue(t.start[i] >= last && t.end[i] > t.start[i], unit);
          assertTrue(t.end[i] - t.start[i] <= Tokens.TOKEN_CHARS_MAX, unit);
          last = t.end[i];
        }
      }
      assertEquals(text.length(), reader.position(), unit);
    }
  }
}
