package com.modalarmor.vector;

import com.modalarmor.policy.VectorSpec;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;

/**
 * A question to the vector lane. Immutable.
 *
 * @param label where new rows are put; null = the subject's own
 */
public record VectorJob(
    VectorSpec spec, Subject subject, VectorCodec codec, byte[] body, Label label) {}
