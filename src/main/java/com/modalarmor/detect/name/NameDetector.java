package com.modalarmor.detect.name;

import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.names.NameKind;
import com.modalarmor.names.NameModel;
import com.modalarmor.names.NameModelFile;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.text.View;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.io.IOException;
import java.util.List;

/**
 * Finds people, places and addresses, organisations, nationalities and creeds, ages and titles in
 * the text as sent, whose capitals tell names from words. Misses names that nothing around them
 * tells, and all in scripts other than Latin, Greek and Cyrillic; example: {@code Please write to
 * Jane Roe, 12 High Street, Leeds}. Immutable.
 */
public final class NameDetector implements Detector {

  /** In findings and coverage. */
  public static final String NAME = "names";

  private static final FindingType[] TYPES = types();

  private final NameModel model;

  public NameDetector(NameModel model) {
    this.model = model;
  }

  /** With the model that ships with the program; loaded when it is asked for first, blocking. */
  public static NameDetector packaged() {
    return Packaged.DETECTOR;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    View view = subject.views().original();
    NameModel.Scratch scratch = subject.nameScratch(model);
    scratch.begin(view.chars(), 0, view.length());
    while (scratch.next()) {
      for (int i = 0; i < scratch.count(); i++) {
        FindingType type = TYPES[scratch.kind(i).ordinal()];
        sink.add(type, NAME, scratch.score(i), scratch.start(i), scratch.end(i));
      }
    }
  }

  /** The windows are read from left to right, and what is in a finished one stays. */
  @Override
  public int settledTo(Subject subject) {
    View view = subject.views().original();
    return subject.nameScratch(model).settledTo(view.chars(), 0, view.length());
  }

  private static FindingType[] types() {
    FindingType[] types = new FindingType[NameKind.values().length];
    for (NameKind kind : NameKind.values()) {
      types[kind.ordinal()] = FindingType.pii(kind.name(), severity(kind));
    }
    return types;
  }

  private static Severity severity(NameKind kind) {
    return switch (kind) {
      case PERSON, NRP -> Severity.MEDIUM;
      case LOCATION, ORGANIZATION, AGE, TITLE -> Severity.LOW;
    };
  }

  /** Holds the shipped model once it is loaded. */
  private static final class Packaged {

    static final NameDetector DETECTOR = new NameDetector(load());

    private static NameModel load() {
      try {
        return NameModelFile.packaged();
      } catch (IOException e) {
        throw new InvalidSettings(List.of(e.getMessage()));
      }
    }
  }
}
