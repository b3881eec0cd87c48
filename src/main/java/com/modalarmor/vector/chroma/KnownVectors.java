package com.modalarmor.vector.chroma;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.rights.Clause;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Vectors that searches have met, by the stamp that lies with each row in the server: the hash of
 * the vector itself, so what is known by a stamp is never out of date, whoever writes. Kept apart
 * for each place, so that nobody hears from an answer's speed what others have asked. Bounded by
 * bytes. Thread-safe.
 */
final class KnownVectors {

  private static final int PLACES_MAX = 10_000;

  /** Half a hash of 256 bits: nobody finds two vectors of one stamp. */
  private static final int STAMP_CHARS = 32;

  /** What an entry takes beside its numbers, about. */
  private static final int ENTRY_BYTES = 200;

  /** The part that one search has in what a place expects of the next. */
  private static final float WEIGHT = 0.125f;

  /** What somebody may see of the rows of a label. Of one for himself by its identity. */
  static final class Place {

    private volatile boolean few;
    private volatile float whole;

    private Place() {}

    /** True where what is permitted was few rows when it was last looked at. */
    boolean isFew() {
      return few;
    }

    void few(boolean now) {
      few = now;
    }

    /** True where most searches of late have found rows alone whose vectors are known. */
    boolean isKnown() {
      return whole > 0.5f;
    }

    /** Notes whether all vectors of a search were known. Lost notes do no harm. */
    void met(boolean all) {
      float before = whole;
      whole = before + WEIGHT * ((all ? 1 : 0) - before);
    }
  }

  private record Seen(String path, Clause clause) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Seen it && path.equals(it.path) && clause.equals(it.clause);
    }

    @Override
    public int hashCode() {
      return 31 * path.hashCode() + clause.hashCode();
    }
  }

  private record Known(Place place, String stamp) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Known it && place == it.place && stamp.equals(it.stamp);
    }

    @Override
    public int hashCode() {
      return 31 * place.hashCode() + stamp.hashCode();
    }
  }

  /** A vector; and whether it is certain to be that of its stamp. */
  private record Entry(float[] vector, boolean sure, long metNanos) {}

  private final Cache<Seen, Place> places = Caffeine.newBuilder().maximumSize(PLACES_MAX).build();
  private final Cache<Known, Entry> vectors;

  KnownVectors(int bytesMax) {
    this.vectors =
        Caffeine.newBuilder()
            .maximumWeight(bytesMax)
            .<Known, Entry>weigher((known, entry) -> ENTRY_BYTES + 4 * entry.vector().length)
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
    Entry entry = stamp == null ? null : vectors.getIfPresent(new Known(place, stamp));
    return entry == null || !entry.sure() ? null : entry.vector();
  }

  /**
   * Notes that a row with this stamp had this vector in one answer of the server.
   *
   * @param askedNanos when the answer was asked for
   */
  void met(Place place, String stamp, float[] vector, long askedNanos) {
    if (stamp == null || vector == null) {
      return;
    }
    Known known = new Known(place, stamp);
    Entry before = vectors.getIfPresent(known);
    boolean again = before != null && Arrays.equals(before.vector(), vector);
    if (again && (before.sure() || askedNanos - before.metNanos() <= 0)) {
      return;
    }
    // Of the space cosine the server tells vectors a little rounded: they are not of their hash. An
    // answer may tell the stamp of one vector with another, if a row changes at that moment; not
    // so two answers of which one was asked for after the other had come.
    boolean sure = again || stamp(vector).equals(stamp);
    vectors.put(known, new Entry(vector, sure, System.nanoTime()));
  }
}
