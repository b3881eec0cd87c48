package com.modalarmor.vector.chroma;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.rights.Clause;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * Vectors that searches have met, by the stamp that lies with each row in the server: the hash of
 * the vector itself, so what is known by a stamp is never out of date, whoever writes. Kept apart
 * for each place, so that nobody hears from an answer's speed what others have asked. Bounded by
 * bytes. Thread-safe.
 */
final class KnownVectors {

  private static final int PLACES_MAX = 10_000;
  private static final long MANY_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Half a hash of 256 bits: nobody finds two vectors of one stamp. */
  private static final int STAMP_CHARS = 32;

  /** What an entry takes beside its numbers, about. */
  private static final int ENTRY_BYTES = 200;

  /** The part that one search has in what a place expects of the next. */
  private static final float WEIGHT = 0.125f;

  /** What somebody may see of a collection. Of one for himself by its identity. */
  static final class Place {

    private volatile boolean few;
    private volatile long manyUntilNanos = System.nanoTime();
    private volatile float whole;

    private Place() {}

    /** True where what is permitted was few rows when it was last looked at. */
    boolean isFew() {
      return few;
    }

    void few() {
      few = true;
    }

    /** True for a while after it was seen that there are too many rows to compare all of them. */
    boolean isMany() {
      return System.nanoTime() - manyUntilNanos < 0;
    }

    void many() {
      few = false;
      manyUntilNanos = System.nanoTime() + MANY_NANOS;
    }

    /** True where most searches of late have found rows alone whose vectors are known. */
    boolean isKnown() {
      return whole > 0.5f;
    }

    /** Notes whether all vectors of a search were known. Lost notes do no harm. */
    void met(boolean all) {
      whole += WEIGHT * ((all ? 1 : 0) - whole);
    }
  }

  private record Seen(String path, Clause clause) {}

  private record Known(Place place, String stamp) {}

  private final Cache<Seen, Place> places = Caffeine.newBuilder().maximumSize(PLACES_MAX).build();
  private final Cache<Known, float[]> vectors;

  KnownVectors(int bytesMax) {
    this.vectors =
        Caffeine.newBuilder()
            .maximumWeight(bytesMax)
            .<Known, float[]>weigher((known, vector) -> ENTRY_BYTES + 4 * vector.length)
            .build();
  }

  Place place(String path, Clause clause) {
    return places.get(new Seen(path, clause), seen -> new Place());
  }

  /** What lies with a row that has this vector. */
  static String stamp(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Sha256.over(bytes.array()).hex().substring(0, STAMP_CHARS);
  }

  /** Null when it is not known, as that of a row without a stamp. */
  float[] of(Place place, String stamp) {
    return stamp == null ? null : vectors.getIfPresent(new Known(place, stamp));
  }

  /** False, and nothing is kept, when the vector is not that of the stamp. */
  boolean keep(Place place, String stamp, float[] vector) {
    boolean its = stamp != null && vector != null && stamp(vector).equals(stamp);
    if (its) {
      vectors.put(new Known(place, stamp), vector);
    }
    return its;
  }
}
