package com.modalarmor.vector.chroma;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One call after another, up to the first that fails. Stateless. */
final class InTurn {

  private InTurn() {}

  static <T> Future<Void> each(List<T> all, Function<T, Future<Void>> call) {
    Future<Void> done = Future.succeededFuture();
    for (T one : all) {
      done = done.compose(v -> call.apply(one));
    }
    return done;
  }

  /** So many of them with one call. */
  static <T> Future<Void> parts(List<T> all, int atOnce, Function<List<T>, Future<Void>> call) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += atOnce) {
      parts.add(all.subList(from, Math.min(all.size(), from + atOnce)));
    }
    return each(parts, call);
  }
}
