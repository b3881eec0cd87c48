package com.modalarmor.vector;

/**
 * Where collections live. Immutable.
 *
 * @param owner id of the gateway's tenant: nothing is ever shared between two
 * @param tenant the name in Chroma's sense, chosen by the caller
 */
public record Space(String owner, String tenant, String database) {

  /** What Chroma's clients name when they are told nothing. */
  public static final String DEFAULT_TENANT = "default_tenant";

  public static final String DEFAULT_DATABASE = "default_database";

  /**
   * By hand, as are those of all keys that each search looks something up by: the generated ones go
   * through method handles.
   */
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Space it
            && database.equals(it.database)
            && tenant.equals(it.tenant)
            && owner.equals(it.owner);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * owner.hashCode() + tenant.hashCode()) + database.hashCode();
  }
}
