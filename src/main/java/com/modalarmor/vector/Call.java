package com.modalarmor.vector;

import com.modalarmor.policy.VectorOperation;
import com.modalarmor.policy.VectorSpec;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Rights;
import com.modalarmor.vector.rights.Scope;
import com.modalarmor.vector.rights.Subject;

/** One request's subject with its rights, and what is noted of it. Confined to the request. */
record Call(VectorSpec spec, Subject subject, Rights rights, Access access) {

  /** Refuses what is not granted at all on a collection that is there for the subject. */
  void require(VectorOperation operation, String collection) {
    if (!rights.may(operation, collection)) {
      throw refused(operation);
    }
  }

  VectorFault refused(VectorOperation operation) {
    access.deniedOperation();
    return VectorFault.forbidden("This credential may not " + operation.wireName() + " here");
  }

  /** The rows that a reading operation may meet, narrowed further where vectors are asked for. */
  Clause readable(VectorOperation operation, String collection, boolean vectors) {
    require(operation, collection);
    if (vectors) {
      require(VectorOperation.EMBEDDINGS, collection);
      if (rights.scope(VectorOperation.EMBEDDINGS, collection) == Scope.OWN) {
        return rights.readable(VectorOperation.EMBEDDINGS, collection, subject.actor());
      }
    }
    return rights.readable(operation, collection, subject.actor());
  }

  Clause visible(String collection) {
    return rights.visible(collection, subject.actor());
  }
}
