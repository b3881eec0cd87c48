package com.modalarmor.vector.rights;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.policy.VectorSpec;
import java.util.Set;

/** The compiled rights of the subject classes that call. Thread-safe, bounded. */
public final class RightsCache {

  private static final int CLASSES_MAX = 4_096;

  /** A policy is known by identity: another one, even with the same content, compiles anew. */
  private record SubjectClass(VectorSpec spec, Set<String> roles, Label label) {

    @Override
    public boolean equals(Object other) {
      return other instanceof SubjectClass it
          && spec == it.spec
          && label.equals(it.label)
          && roles.equals(it.roles);
    }

    @Override
    public int hashCode() {
      return 31 * roles.hashCode() + label.hashCode();
    }
  }

  private final Cache<SubjectClass, Rights> compiled =
      Caffeine.newBuilder().maximumSize(CLASSES_MAX).build();

  public Rights of(VectorSpec spec, Subject subject) {
    return compiled.get(
        new SubjectClass(spec, subject.roles(), subject.label()),
        key -> Rights.compile(key.spec(), key.roles(), key.label()));
  }
}
