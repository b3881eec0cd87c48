package com.modalarmor.vector;

/**
 * What came of a job, in the wire's own bytes. Immutable.
 *
 * @param result what the bytes say; null with a fault
 * @param fault what is told instead of {@code body}; null = all is well
 */
public record VectorReply(
    int status, byte[] body, VectorResult result, Access access, VectorFault fault) {}
