package com.modalarmor.detect;

import com.modalarmor.classify.AttackModel;

/**
 * What a tenant has of its own: nobody else is judged by it. Immutable.
 *
 * @param signatures looked for beside the shared ones; null = none
 * @param model in place of the shipped one; null = none
 */
public record OwnDetection(SignaturePack signatures, AttackModel model) {

  public static final OwnDetection NONE = new OwnDetection(null, null);

  public boolean isNone() {
    return signatures == null && model == null;
  }
}
