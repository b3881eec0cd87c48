package com.modalarmor.pipeline;

import com.modalarmor.vector.rights.Subject;

/**
 * What a chat request asks to be grounded on. Immutable.
 *
 * @param collection by its name, in the caller's default database
 * @param subject with whose rights it is read
 * @param passages at most
 */
record GroundOn(String collection, Subject subject, int passages) {}
