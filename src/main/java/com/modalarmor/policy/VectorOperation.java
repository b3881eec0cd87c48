package com.modalarmor.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a role may be given to do in vector collections. */
public enum VectorOperation {
  /** See that a collection is there: list, count, name, metadata. */
  LIST,
  CREATE_COLLECTION,
  MODIFY_COLLECTION,
  /** Takes every row along, whatever its label: for few. */
  DELETE_COLLECTION,
  GET,
  QUERY,
  COUNT,
  /** Be given the vectors themselves: most short texts can be recovered from them. */
  EMBEDDINGS,
  ADD,
  UPDATE,
  DELETE,
  /** Change the label of a row; lowering takes two people. */
  RELABEL,
  /** Make and delete databases and tenants of one's own. */
  DATABASES;

  /** All operations; {@code values()} would copy. */
  public static final List<VectorOperation> ALL = List.of(values());

  /** The operation of that name in a policy; null when there is none. */
  static VectorOperation of(String wireName) {
    for (VectorOperation operation : ALL) {
      if (operation.wireName().equals(wireName)) {
        return operation;
      }
    }
    return null;
  }

  static String names() {
    return Arrays.stream(values()).map(VectorOperation::wireName).collect(Collectors.joining(", "));
  }

  /** Its name in policies and audit records, e.g. {@code create-collection}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
