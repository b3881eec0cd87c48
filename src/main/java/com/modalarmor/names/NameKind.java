package com.modalarmor.names;

/** What kind of name or personal word was found. */
public enum NameKind {
  PERSON,
  /** Places, streets and whole addresses. */
  LOCATION,
  ORGANIZATION,
  /** Nationalities, religions and political groups. */
  NRP,
  AGE,
  /** Forms of address and occupations. */
  TITLE;

  static NameKind ofTag(int tag) {
    return switch (Tags.type(tag)) {
      case Tags.PERSON -> PERSON;
      case Tags.ORGANIZATION -> ORGANIZATION;
      default -> LOCATION;
    };
  }
}
