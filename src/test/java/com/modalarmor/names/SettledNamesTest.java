package com.modalarmor.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Names before the settled index are the same whatever follows. */
class SettledNamesTest {

  private static final long SEED = 20_261_126L;
  private static final int TEXTS = 300;
  private static final String[] PIECES = {
    "Jane Roe",
    "London",
    "Dr.",
    "U.S.",
    "U",
    ".",
    ". ",
    "! ",
    "? ",
    "\n",
    "\n\n",
    " ",
    ", ",
    "the",
    "of",
    "University",
    "12 High Street",
    "@jane_roe",
    "#London",
    "http://t.co/abc",
    "3.5",
    "45",
    "years old",
    "Microsoft",
    "Norwegian",
    "said",
    "\"",
    ")",
    "'s",
    "O'Brien",
    "😀",
    "é",
    "a",
    "\u200B",
    "...",
    "e.g.",
    "Mr. Smith went to Washington. ",
    "I live in Leeds and work for the BBC. ",
    "東京",
    "New York",
    "No. 5"
  };

  private static List<String> names(NameModel.Scratch scratch, String text, int until) {
    List<String> found = new ArrayList<>();
    char[] chars = text.toCharArray();
    scratch.begin(chars, 0, chars.length);
    while (scratch.next()) {
      for (int i = 0; i < scratch.count(); i++) {
        if (scratch.end(i) <= until) {
          found.add(scratch.kind(i) + " " + scratch.start(i) + " " + scratch.end(i));
        } else {
          assertTrue(scratch.start(i) >= until, "a name crosses the settled index");
        }
      }
    }
    return found;
  }

  @Test
  void what_is_settled_in_a_prefix_is_final() throws IOException {
    NameModel model = NameModelFile.packaged();
    NameModel.Scratch scratch = model.newScratch();
    SplittableRandom random = new SplittableRandom(SEED);
    int settledSomewhere = 0;
    for (int n = 0; n < TEXTS; n++) {
      String text = text(random);
      for (int k = 0; k < 12; k++) {
        int cut = random.nextInt(text.length() + 1);
        String prefix = text.substring(0, cut);
        int settled = scratch.settledTo(prefix.toCharArray(), 0, cut);
        assertTrue(settled >= 0 && settled <= cut);
        settledSomewhere += settled > 0 ? 1 : 0;
        assertEquals(
            names(scratch, prefix, settled),
            names(scratch, text, settled),
            "seed " + SEED + ", text " + n + ", cut " + cut);
      }
    }
    assertTrue(settledSomewhere > TEXTS, "settled in " + settledSomewhere);
  }

  @Test
  void an_open_end_is_bounded() throws IOException {
    NameModel.Scratch scratch = NameModelFile.packaged().newScratch();
    String endless = "word, ".repeat(2_000);
    int settled = scratch.settledTo(endless.toCharArray(), 0, endless.length());
    assertTrue(endless.length() - settled <= Tokens.TOKENS_MAX * (Tokens.TOKEN_CHARS_MAX + 2));
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 60);
    boolean blanks = random.nextInt(5) > 0;
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
      if (blanks && random.nextInt(3) > 0) {
        text.append(' ');
      }
    }
    return text.toString();
  }
}
