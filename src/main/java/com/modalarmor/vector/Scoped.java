package com.modalarmor.vector;

import com.modalarmor.vector.rights.Guarded;
import com.modalarmor.vector.rights.Label;

/** Where rows lie: what rights ask of them, and nothing else. Immutable. */
record Scoped(Label label, String owner) implements Guarded {}
