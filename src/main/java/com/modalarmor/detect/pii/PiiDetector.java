package com.modalarmor.detect.pii;

import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;

/**
 * Finds personal data that has a pattern: in the text as sent, in what disguises hide, and in what
 * is encoded in it. Immutable; thread-safe.
 */
public final class PiiDetector implements Detector {

  public static final String NAME = "pii";

  /** The score of hits that are kept of a text with very many. */
  private static final float LIKELY = PiiSelection.DEFAULT.scoreMin();

  private final PiiEngine engine;
  private final OwnWords ownWords;

  /** Where the names of findings in decoded text differ. */
  private final String[] decodedNames;

  private PiiDetector(PiiEngine engine, OwnWords ownWords) {
    this.engine = engine;
    this.ownWords = ownWords;
    decodedNames =
        engine.entities().stream()
            .map(entity -> NAME + ":decoded:" + entity.detector().substring(NAME.length() + 1))
            .toArray(String[]::new);
  }

  /** Compiles what a selection asks for; some milliseconds. */
  public static PiiDetector of(PiiPack pack, PiiSelection selection) {
    return new PiiDetector(
        PiiEngine.compile(pack, selection), OwnWords.compile(selection.exceptions().own()));
  }

  /** Loads what the first hit would otherwise wait for. */
  public static void warmUp() {
    PhoneFinder.warmUp();
    UrlEndings.SHIPPED.at(new char[] {'c', 'o', 'm'}, 3, 0, 0);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    PiiScan scan = subject.scratch(PiiScan.class, PiiScan::new);
    find(scan, subject);
    if (scan.hits.full()) {
      throw new IllegalStateException("more hits than are kept");
    }
    report(scan.hits, sink);
    if (ownWords != null) {
      ownWords.detect(subject, sink);
    }
  }

  private void find(PiiScan scan, Subject subject) {
    scan.pause = subject.pause();
    scan.begin(engine, subject.text());
    readAll(scan, subject.views());
    if (scan.hits.count() > HitList.WEAK_MAX && engine.scoreMin() < LIKELY) {
      scan.begin(LIKELY);
      readAll(scan, subject.views());
    }
    scan.hits.settle();
  }

  private void readAll(PiiScan scan, Views views) {
    View original = views.original();
    scan.read(original.chars(), original.length(), null, false);
    scan.marks = views.folded().marks();
    scan.markCount = views.folded().markCount();
    engine.scan(scan);
    if (scan.beyondAscii
        && (engine.tellsCase() || PiiScan.differs(views.folded(), original.chars()))) {
      scan.readCased(views.folded(), original.chars());
      engine.scan(scan);
    }
    if (scan.spacedDigits) {
      scan.readSqueezed(original.chars(), original.length());
      engine.scan(scan);
    }
    for (int i = 0; i < views.decodedCount(); i++) {
      if (views.inPlace(i)) {
        View decoded = views.decodedRaw(i);
        scan.read(decoded.chars(), decoded.length(), decoded, true);
        engine.scan(scan);
      }
    }
  }

  private void report(HitList hits, FindingSink sink) {
    for (int i = 0; i < hits.size(); i++) {
      int index = hits.entityAt(i);
      PiiEntity entity = engine.entity(index);
      String name = hits.decodedAt(i) ? decodedNames[index] : entity.detector();
      sink.add(entity.type(), name, hits.scoreAt(i), hits.startAt(i), hits.endAt(i));
    }
  }

  @Override
  public int settledTo(Subject subject) {
    PiiScan scan = subject.scratch(PiiScan.class, PiiScan::new);
    if (!scan.holds(engine, subject.text())) {
      find(scan, subject);
    }
    Settling settling = new Settling(engine);
    Views views = subject.views();
    View original = views.original();
    int settled = settling.of(original.chars(), original.length());
    if (scan.beyondAscii) {
      scan.readCased(views.folded(), original.chars());
      int folded = settling.of(scan.text, scan.length);
      settled =
          folded == scan.length ? settled : Math.min(settled, views.folded().originalStart(folded));
    }
    if (scan.spacedDigits) {
      scan.readSqueezed(original.chars(), original.length());
      settled = Math.min(settled, scan.placeOf(settling.of(scan.text, scan.length)));
    }
    settled = Math.min(settled, Settling.encodedTail(original.chars(), original.length()));
    for (int i = 0; i < views.decodedCount(); i++) {
      if (views.inPlace(i)) {
        settled = Math.min(settled, Settling.decoded(views.decodedRaw(i), subject.text()));
      }
    }
    if (ownWords != null) {
      settled = Math.max(0, Math.min(settled, subject.text().length() - ownWords.lengthMax()));
    }
    return scan.hits.startOfWhatCrosses(settled);
  }
}
