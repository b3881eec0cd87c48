package com.modalarmor.vector.rights;

/** On whose rows an operation is granted, from the narrowest to the widest. */
public enum Scope {
  NONE,
  OWN,
  ANY
}
