package com.modalarmor.boot;

/** A command that failed, with a message that tells the way out. */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }
}
