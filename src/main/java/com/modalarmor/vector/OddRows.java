package com.modalarmor.vector;

import com.modalarmor.policy.VectorSpec;
import com.modalarmor.policy.VectorSpec.Watching;
import com.modalarmor.vector.VectorRequest.Write;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.watch.VectorWatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Floods and hubs, by what the policy says of them: noted with the request, or put into quarantine
 * as they are written. What queries show is noted alone: a reader could choose his queries so that
 * somebody else's row looks like a hub. Thread-safe.
 */
final class OddRows {

  private final VectorWatch watch;

  OddRows(VectorWatch watch) {
    this.watch = watch;
  }

  /** The same request, with rows marked as poisoned where the policy says so. */
  Write marked(Call call, CollectionInfo info, Write request, Label label) {
    VectorSpec spec = call.spec();
    boolean off = spec.floods() == Watching.OFF && spec.hubs() == Watching.OFF;
    if (off || request.vectors() == null) {
      return request;
    }
    String place = place(call, info) + ' ' + label.text();
    VectorWatch.Marks marks =
        watch.written(place, info.metric(), request.ids(), inspected(request));
    Set<Integer> poisoned = new HashSet<>(request.poisoned());
    int floods = judge(spec.floods(), marks.flooding(), poisoned);
    int hubs = judge(spec.hubs(), marks.hubs(), poisoned);
    call.access().odd(floods, hubs);
    return poisoned.size() == request.poisoned().size() ? request : request.with(poisoned);
  }

  /**
   * Those who see the same rows of a collection: what is told one of them is no news to another.
   */
  private static String place(Call call, CollectionInfo info) {
    return info.id()
        + ' '
        + call.subject().label().text()
        + ' '
        + call.visible(info.name()).owner();
  }

  /** What is in quarantine anyway says nothing of others. */
  private static List<float[]> inspected(Write request) {
    if (request.poisoned().isEmpty()) {
      return request.vectors();
    }
    List<float[]> vectors = new ArrayList<>(request.vectors());
    request.poisoned().forEach(i -> vectors.set(i, null));
    return vectors;
  }

  private static int judge(Watching watching, BitSet odd, Set<Integer> poisoned) {
    if (watching == Watching.OFF) {
      return 0;
    }
    if (watching == Watching.QUARANTINE) {
      odd.stream().forEach(poisoned::add);
    }
    return odd.cardinality();
  }

  /** Queries that are being asked; none where the policy does not want to know. */
  List<VectorWatch.Asked> asked(Call call, CollectionInfo info, List<float[]> queries) {
    if (call.spec().hubs() == Watching.OFF) {
      return List.of();
    }
    String place = place(call, info);
    List<VectorWatch.Asked> asked = new ArrayList<>(queries.size());
    for (float[] query : queries) {
      asked.add(watch.asked(place, info.metric(), query));
    }
    return asked;
  }

  /** Notes what they found. */
  void met(Call call, List<VectorWatch.Asked> asked, List<List<Hit>> hits) {
    int hubs = 0;
    for (int i = 0; i < asked.size(); i++) {
      List<String> keys = new ArrayList<>(hits.get(i).size());
      for (Hit hit : hits.get(i)) {
        keys.add(hit.row().key());
      }
      hubs += asked.get(i).found(keys);
    }
    call.access().odd(0, hubs);
  }
}
