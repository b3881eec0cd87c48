package com.modalarmor.detect.pii;

import com.modalarmor.detect.match.ShapeSet;
import com.modalarmor.detect.match.ShapeSource;
import com.modalarmor.detect.match.ShapeStarts;
import com.modalarmor.detect.pii.Check.Answer;
import com.modalarmor.text.Pause;
import java.util.ArrayList;
import java.util.List;

/**
 * The entities of one selection, compiled: one pass over a text that stops at digits and at the few
 * separators at which something of the selection may stand. Immutable, shared between threads.
 */
final class PiiEngine {

  private static final byte DIGIT = 1;
  private static final byte SEPARATOR = 2;
  private static final int ASCII = 128;

  private final List<PiiEntity> entities;
  private final float scoreMin;
  private final PiiExceptions exceptions;
  private final ContextWords context;
  private final ShapeSet shapes;
  private final int[] entityOf;
  private final float[] scoreOf;
  private final boolean[] noFraction;
  private final DigitTable digits;
  private final SeparatorTable separators = new SeparatorTable();
  private final Finder[] atDigits;

  /** Those of them that may find something from the middle of a word on. */
  private final Finder[] withinWords;

  private final Finder[] overText;
  private final byte[] hooks = new byte[ASCII];

  /** No letter and no blank is a hook. */
  private final boolean hooksAreMarks;

  /** A letter beyond ASCII is not the same to some shape when it is a capital one. */
  private final boolean tellsCase;

  private final int slots;

  static PiiEngine compile(PiiPack pack, PiiSelection selection) {
    List<PiiEntity> entities = pack.entities().stream().filter(selection::includes).toList();
    return new PiiEngine(entities, selection);
  }

  private PiiEngine(List<PiiEntity> entities, PiiSelection selection) {
    this.entities = entities;
    scoreMin = selection.scoreMin();
    exceptions = selection.exceptions();
    context = new ContextWords(entities);
    List<ShapeSource> sources = new ArrayList<>();
    List<PiiPattern> patterns = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int e = 0; e < entities.size(); e++) {
      for (PiiPattern pattern : entities.get(e).patterns()) {
        if (entities.get(e).reachable(pattern.score()) >= scoreMin) {
          sources.add(pattern.shape());
          patterns.add(pattern);
          owners.add(e);
        }
      }
    }
    shapes = ShapeSet.compile(sources);
    int count = patterns.size();
    entityOf = owners.stream().mapToInt(i -> i).toArray();
    scoreOf = new float[count];
    noFraction = new boolean[count];
    List<Integer> digitShapes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PiiPattern pattern = patterns.get(i);
      scoreOf[i] = pattern.score();
      noFraction[i] = pattern.noFraction();
      if (pattern.anchor() == 0) {
        digitShapes.add(i);
      } else {
        int heads = new ShapeStarts(shapes).headsBefore(i, pattern.anchor());
        separators.add(pattern.anchor(), i, heads);
      }
    }
    digits = new DigitTable(shapes, digitShapes);
    for (char c = '0'; c <= '9'; c++) {
      hooks[c] = DIGIT;
    }
    List<Finder> digitFinders = new ArrayList<>();
    List<Finder> textFinders = new ArrayList<>();
    int slot = count;
    for (int e = 0; e < entities.size(); e++) {
      PiiEntity entity = entities.get(e);
      if (entity.finder().isEmpty() || entity.reachable(entity.finderScore()) < scoreMin) {
        continue;
      }
      switch (entity.finder()) {
        case "email" -> separators.add('@', new EmailFinder(e, entity.finderScore(), slot++));
        case "url" -> separators.add('.', new UrlFinder(e, slot++));
        case "iban" -> digitFinders.add(new IbanFinder(e, slot++));
        case "crypto" -> digitFinders.add(new CryptoFinder(e, slot++));
        case "zip" -> digitFinders.add(new ZipFinder(e, entity.finderScore(), slot++));
        case "date_words" -> textFinders.add(new DateWordsFinder(e));
        case "title" -> textFinders.add(new TitleFinder(e, entity.finderScore()));
        case "bic" -> textFinders.add(new BicFinder(e, entity.finderScore()));
        default ->
            digitFinders.add(PhoneFinder.named(entity.finder(), e, entity.finderScore(), slot++));
      }
    }
    atDigits = digitFinders.toArray(new Finder[0]);
    withinWords = digitFinders.stream().filter(Finder::withinWords).toArray(Finder[]::new);
    overText = textFinders.toArray(new Finder[0]);
    slots = slot;
    for (char c = 0; c < ASCII; c++) {
      hooks[c] = separators.asks(c) ? SEPARATOR : hooks[c];
    }
    boolean marks = hooks[' '] == 0;
    for (char c = 'a'; c <= 'z'; c++) {
      marks &= hooks[c] == 0 && hooks[c - 32] == 0;
    }
    hooksAreMarks = marks;
    boolean tells = false;
    for (char c = ASCII; PiiScan.cased(c); c++) {
      char small = Character.toLowerCase(c);
      tells |= PiiScan.cased(small) && shapes.classOf(c) != shapes.classOf(small);
    }
    tellsCase = tells;
  }

  /** True when a text reads otherwise with small letters beyond ASCII in place of capital ones. */
  boolean tellsCase() {
    return tellsCase;
  }

  /** Places of one scan's working memory. */
  int slots() {
    return slots;
  }

  PiiEntity entity(int index) {
    return entities.get(index);
  }

  List<PiiEntity> entities() {
    return entities;
  }

  float scoreMin() {
    return scoreMin;
  }

  PiiExceptions exceptions() {
    return exceptions;
  }

  ContextWords context() {
    return context;
  }

  ShapeSet shapes() {
    return shapes;
  }

  /** True when a dot and a digit after a match of the shape refute it. */
  boolean asksFraction(int shape) {
    return noFraction[shape];
  }

  /** Finds everything in the text that {@code scan} has read. */
  void scan(PiiScan scan) {
    char[] text = scan.text;
    int length = scan.length;
    int[] marks = scan.marks;
    boolean marked = hooksAreMarks && scan.markCount >= 0;
    int places = marked ? scan.markCount : length;
    byte[] table = hooks;
    int before = 0;
    int streak = 0;
    int next = 0;
    int pauseAt = Pause.EVERY;
    for (int place = 0; place < places; place++) {
      int i = marked ? marks[place] : place;
      char c = text[i];
      if (i >= pauseAt) {
        scan.pause.here();
        pauseAt = i + Pause.EVERY;
      }
      if (c >= ASCII) {
        scan.beyondAscii = true;
        continue;
      }
      byte hook = table[c];
      if (hook == 0 || i < next) {
        continue;
      }
      if (hook == SEPARATOR) {
        separators.at(this, scan, c, i);
        continue;
      }
      int end = i + 1;
      while (end < length && text[end] >= '0' && text[end] <= '9') {
        end++;
      }
      if (end == i + 1) {
        streak = i == before + 1 && PiiScan.spacing(text[before]) ? streak + 1 : 1;
        scan.spacedDigits |= streak >= PiiScan.SPACED_DIGITS_MIN;
      }
      if (digits.inWord(text, length, i, end, before)) {
        for (Finder finder : withinWords) {
          finder.at(scan, i, end);
        }
      } else {
        digits.at(this, scan, i, end, before);
        for (Finder finder : atDigits) {
          finder.at(scan, i, end);
        }
      }
      before = end;
      next = end;
    }
    for (Finder finder : overText) {
      finder.at(scan, 0, length);
    }
  }

  /** Tries a shape at a place; true when it stands there, whatever its check says. */
  boolean tryShape(PiiScan scan, int shape, int start) {
    if (start < scan.done(shape)) {
      return false;
    }
    int end = shapes.match(shape, scan.text, scan.length, start);
    if (end < 0 || (noFraction[shape] && fraction(scan, end))) {
      return false;
    }
    scan.done(shape, end);
    int entity = entityOf[shape];
    Check check = entities.get(entity).check();
    float score = scoreOf[shape];
    if (check != null) {
      scan.candidate.read(scan.text, start, end);
      Answer answer = check.of(scan.candidate);
      if (answer == Answer.REFUTED) {
        return true;
      }
      score = answer == Answer.PROVEN ? 1f : score;
    }
    scan.hit(entity, start, end, score);
    return true;
  }

  private static boolean fraction(PiiScan scan, int end) {
    return end + 1 < scan.length
        && scan.text[end] == '.'
        && scan.text[end + 1] >= '0'
        && scan.text[end + 1] <= '9';
  }
}
