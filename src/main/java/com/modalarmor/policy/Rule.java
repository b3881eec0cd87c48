package com.modalarmor.policy;

/**
 * What happens to findings of one kind. Immutable.
 *
 * @param threshold findings scored below it are recorded, never acted on
 */
public record Rule(Action action, float threshold) {

  static final Rule FLAG = new Rule(Action.FLAG, 0f);
}
