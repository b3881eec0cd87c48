package com.modalarmor.vector.embedded;

import java.nio.file.Path;

/**
 * Where the embedded store keeps its index, and how much it holds. Immutable.
 *
 * @param rowsMax over all collections: rows live in memory
 */
public record EmbeddedSettings(Path folder, int rowsMax) {}
