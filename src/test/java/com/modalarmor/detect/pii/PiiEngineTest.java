package com.modalarmor.detect.pii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The pass that stops at few places finds what trying every shape at every place finds. */
class PiiEngineTest {

  private static final int ROUNDS = 20_000;
  private static final String ALPHABET =
      "0123456789012345678901234567890123456789 ABCDEHKMRSTXZabdfgmnrsx--./:_#;,+(ÄéÜü電%@\n";
  private static final String[] PIECES = {
    "4012 8888 8888 1881",
    "078-05-1123",
    "192.168.0.1",
    "2001:db8::1",
    "fe80::1%eth0/64",
    "00:1A:2B:3C:4D:5E",
    "00-1A-2B-3C-4D-5E",
    "001A.2B3C.4D5E",
    "HRB 123456",
    "B-AB 1234E",
    "221 395 1837",
    "020594X902N",
    "850709-9805",
    "cvv: 123",
    "PR 123612 C",
    "05/21/2021",
    "21-MAY-2021",
    "2021-05-21T10:20:30.123Z",
    "GL0285191",
    "AAAAAA00B11C333Y",
    "W1A 1HQ",
    "34 abc 1234",
    "DE 136 695 976",
    "911-70-1234",
    "3222-7162-7",
    "51 824 753 556",
    "M123A4567",
    "960121-1021413",
    "13-22-123456-12",
    "R16RF0037F",
    "1EG4-TE5-MK72",
    "01333550_323",
    "BD62 XYZ",
    "FO999512018AA1AB",
    "U1K711J11M",
    "44051401458",
    "556703-7485"
  };

  /** Finders hold still: only shapes are compared. */
  private static PiiEngine shapesAlone() {
    List<String> names = new ArrayList<>();
    for (PiiEntity entity : PiiPack.packaged().entities()) {
      if (entity.finder().isEmpty()) {
        names.add(entity.name());
      }
    }
    return PiiEngine.compile(
        PiiPack.packaged(), new PiiSelection(names, false, 0f, PiiExceptions.NONE));
  }

  @Test
  void every_shape_at_every_place_finds_no_more() {
    PiiEngine engine = shapesAlone();
    assertTrue(engine.shapes().size() > 100, "shapes " + engine.shapes().size());
    long seed = 7;
    Random random = new Random(seed);
    PiiScan fast = new PiiScan();
    PiiScan slow = new PiiScan();
    long found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = text(random);
      fast.begin(engine, text);
      fast.read(text.toCharArray(), text.length(), null, false);
      engine.scan(fast);
      slow.begin(engine, text);
      slow.read(text.toCharArray(), text.length(), null, false);
      for (int shape = 0; shape < engine.shapes().size(); shape++) {
        for (int start = 0; start < text.length(); start++) {
          engine.tryShape(slow, shape, start);
        }
      }
      assertEquals(
          shown(engine, slow),
          shown(engine, fast),
          "seed " + seed + " round " + round + ": " + text);
      found += fast.hits.size();
    }
    assertTrue(found > ROUNDS, "hits " + found);
  }

  private static List<String> shown(PiiEngine engine, PiiScan scan) {
    scan.hits.settle();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < scan.hits.size(); i++) {
      shown.add(
          engine.entity(scan.hits.entityAt(i)).name()
              + " "
              + scan.hits.startAt(i)
              + "-"
              + scan.hits.endAt(i)
              + " "
              + scan.hits.scoreAt(i));
    }
    return shown;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      if (random.nextBoolean()) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      for (int k = random.nextInt(8); k > 0; k--) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      if (random.nextInt(3) == 0) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      if (random.nextInt(8) == 0 && text.length() > 0) {
        text.setCharAt(
            random.nextInt(text.length()), ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return text.toString();
  }
}
