package com.modalarmor.vector;

/**
 * What came of a job, in the wire's own bytes. Immutable.
 *
 * @param body null where it has not been spelt yet: the result is small, and whoever asked has time
 *     for it while the record of it is written
 * @param result what the bytes say; null with a fault
 * @param fault what is told instead of {@code body}; null = all is well
 */
public record VectorReply(
    int status, byte[] body, VectorResult result, Access access, VectorFault fault) {}
