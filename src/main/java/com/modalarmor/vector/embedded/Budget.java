package com.modalarmor.vector.embedded;

import com.modalarmor.vector.VectorFault;
import java.util.concurrent.TimeUnit;

/**
 * How long a filter may look at the rows of a collection: meanwhile nobody writes to it. Depends on
 * nothing but the rows that its subject may see. For one question.
 */
final class Budget {

  private static final long NANOS = TimeUnit.SECONDS.toNanos(5);

  private final long until = System.nanoTime() + NANOS;

  /** Before each row that is compared with a filter. */
  void spend() {
    if (System.nanoTime() - until > 0) {
      throw new VectorFault(
          VectorFault.Kind.STORE_GONE, "The filter takes too long; ask for less at a time");
    }
  }
}
