package com.modalarmor.vector;

import com.modalarmor.settings.SettingsReader;
import com.modalarmor.vector.chroma.ChromaSettings;
import com.modalarmor.vector.embedded.EmbeddedSettings;

/**
 * Where vector collections are kept, and the bounds of their lane. Immutable.
 *
 * @param workers verticles that serve requests, each with a thread
 * @param embedding which model makes vectors of texts
 * @param grounding how passages are put into chat requests
 * @param labelsPerWriterMax labels of a collection that one subject may write to within an hour
 * @param inFlightMax unanswered requests per worker
 */
public record VectorSettings(
    Store store,
    EmbeddedSettings embedded,
    ChromaSettings chroma,
    EmbeddingSettings embedding,
    GroundingSettings grounding,
    int labelsPerWriterMax,
    int workers,
    int inFlightMax,
    int deadlineMs) {

  /** The kinds of stores. */
  public enum Store {
    /** The routes are not there. */
    OFF,
    /** In this process, for one machine. */
    EMBEDDED,
    /** A Chroma server. */
    CHROMA
  }

  public static VectorSettings read(SettingsReader reader) {
    SettingsReader embedded = reader.section("embedded");
    Store store = reader.choice("store", Store.class, Store.OFF);
    return new VectorSettings(
        store,
        new EmbeddedSettings(
            embedded.path("folder", "vectors"),
            embedded.integer("rows-max", 200_000, 1_000, 100_000_000)),
        ChromaSettings.read(reader.section("chroma"), store == Store.CHROMA),
        EmbeddingSettings.read(reader.section("embedding")),
        GroundingSettings.read(reader.section("grounding")),
        reader.integer("labels-per-writer-max", 64, 1, 10_000),
        reader.integer("workers", 4, 1, 64),
        reader.integer("in-flight-max", 64, 1, 10_000),
        reader.integer("deadline-ms", 10_000, 100, 300_000));
  }
}
