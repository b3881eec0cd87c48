package com.modalarmor.vector.chroma;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** The same question to several places at once, but not to too many. Stateless. */
final class SideBySide {

  private static final int AT_ONCE = 16;

  private SideBySide() {}

  /** The answers in the order of the places; fails as soon as one does. */
  static <P, T> Future<List<T>> ask(List<P> places, Function<P, Future<T>> question) {
    if (places.size() == 1) {
      return question.apply(places.get(0)).map(Collections::singletonList);
    }
    Future<List<T>> all = Future.succeededFuture(new ArrayList<>(places.size()));
    for (int from = 0; from < places.size(); from += AT_ONCE) {
      List<P> some = places.subList(from, Math.min(places.size(), from + AT_ONCE));
      all = all.compose(before -> round(some, question).onSuccess(before::addAll).map(before));
    }
    return all;
  }

  private static <P, T> Future<List<T>> round(List<P> places, Function<P, Future<T>> question) {
    List<Future<T>> asked = new ArrayList<>(places.size());
    places.forEach(place -> asked.add(question.apply(place)));
    return Future.all(asked).map(v -> asked.stream().map(Future::result).toList());
  }
}
