package com.modalarmor.vector.chroma;

import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorFault.Kind;
import io.vertx.core.Future;

/** Faults of the server that are no faults to whoever asks, or are told otherwise. Stateless. */
final class Expected {

  private Expected() {}

  static Future<Void> unless(Future<Void> done, Kind expected) {
    return done.recover(
        e ->
            e instanceof VectorFault fault && fault.kind() == expected
                ? Future.succeededFuture()
                : Future.failedFuture(e));
  }

  static <T> Future<T> absent(Throwable e, T otherwise) {
    return e instanceof VectorFault fault && fault.kind() == Kind.NOT_FOUND
        ? Future.succeededFuture(otherwise)
        : Future.failedFuture(e);
  }

  static Throwable named(Throwable e, String what) {
    return e instanceof VectorFault fault && fault.kind() == Kind.EXISTS
        ? new VectorFault(Kind.EXISTS, what + " already exists")
        : e;
  }
}
