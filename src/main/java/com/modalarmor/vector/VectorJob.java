package com.modalarmor.vector;

import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;

/**
 * A question to the vector lane. Immutable.
 *
 * @param label where new rows are put; null = the subject's own
 */
public record VectorJob(
    CompiledPolicy policy, Subject subject, VectorCodec codec, byte[] body, Label label) {}
