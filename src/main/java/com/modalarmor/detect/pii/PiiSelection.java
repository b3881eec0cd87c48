package com.modalarmor.detect.pii;

import com.modalarmor.verdict.Finding;
import java.util.List;

/**
 * What is looked for. Immutable.
 *
 * @param entities their names; empty = those that are on by default
 * @param all every known entity instead
 * @param scoreMin hits below it are not reported, and patterns that cannot reach it not compiled
 * @param exceptions values that are nobody's, and words of one's own
 */
public record PiiSelection(
    List<String> entities, boolean all, float scoreMin, PiiExceptions exceptions) {

  /** Every entity, every hit. */
  public static final PiiSelection ALL = new PiiSelection(List.of(), true, 0f, PiiExceptions.NONE);

  /** The entities that are on by default, hits that words before them may make certain enough. */
  public static final PiiSelection DEFAULT =
      new PiiSelection(List.of(), false, 0.35f, PiiExceptions.NONE);

  /** All entities and all hits, with the same exceptions. */
  public PiiSelection withEverything() {
    return new PiiSelection(List.of(), true, 0f, exceptions);
  }

  /** False for personal data with a pattern that is not among what is selected. */
  public boolean acts(Finding finding) {
    if (all || !finding.detector().startsWith(PiiDetector.NAME + ":")) {
      return true;
    }
    String name = finding.type().name();
    PiiPack pack = PiiPack.packaged();
    return exceptions.own().containsKey(name)
        || (entities.isEmpty() ? pack.defaultNames() : entities).contains(name);
  }

  boolean includes(PiiEntity entity) {
    return all || (entities.isEmpty() ? entity.byDefault() : entities.contains(entity.name()));
  }
}
