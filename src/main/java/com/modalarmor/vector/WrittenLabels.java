package com.modalarmor.vector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.vector.rights.Label;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * To how many labels of a collection somebody writes within an hour: a label may take a store files
 * and memory of its own. A refusal follows from what that subject itself has asked for, whatever
 * labels there are. Thread-safe.
 */
final class WrittenLabels {

  private static final int WRITERS_MAX = 10_000;

  private record Writer(String tenant, String actor, String collection) {}

  private final int labelsMax;
  private final Cache<Writer, Set<Label>> written =
      Caffeine.newBuilder().maximumSize(WRITERS_MAX).expireAfterWrite(1, TimeUnit.HOURS).build();

  WrittenLabels(int labelsMax) {
    this.labelsMax = labelsMax;
  }

  void require(Call call, CollectionInfo info, Label label) {
    Writer writer = new Writer(call.subject().tenant(), call.subject().actor(), info.id());
    Set<Label> labels = written.get(writer, w -> ConcurrentHashMap.newKeySet());
    if (!labels.contains(label) && labels.size() >= labelsMax) {
      throw new VectorFault(
          VectorFault.Kind.STORE_GONE,
          "This credential has written to too many labels of the collection within the hour");
    }
    labels.add(label);
  }
}
