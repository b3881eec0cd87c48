package com.modalarmor.vector.embedded;

import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.rights.Label;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * The store's disk: a Lucene index with one document a row and one for each tenant, database and
 * collection. A commit is atomic; after a crash the last one counts, torn or not. Thread-safe; all
 * calls block.
 */
final class Disk implements AutoCloseable {

  private static final double BUFFER_MB = 64;
  private static final JsonLimits LIMITS = new JsonLimits(64, 64 << 20, 1_000_000);
  private static final String KEY = "key";
  private static final String IN = "in";
  private static final String JSON = "json";
  private static final String VECTOR = "vector";

  /**
   * Lucene says at each start which features of the Java version it uses or could use; nobody who
   * runs a gateway can act on that. Held here, as Java forgets the level of a logger nobody holds.
   */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  static {
    LUCENE.setLevel(Level.SEVERE);
  }

  private final JsonReader json = new JsonReader(LIMITS);
  private final FSDirectory directory;
  private final IndexWriter writer;

  /** Told of each document when the store opens. */
  interface Found {
    void entry(String key, Map<String, Object> json);

    void row(String collection, Row row, long sequence);
  }

  Disk(Path folder) throws IOException {
    Files.createDirectories(folder);
    directory = FSDirectory.open(folder);
    ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    merges.setMaxMergesAndThreads(4, 1);
    writer =
        new IndexWriter(
            directory,
            new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MB).setMergeScheduler(merges));
  }

  /** Entries of the catalogue first, then rows. */
  void load(Found found) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return;
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (boolean rows : new boolean[] {false, true}) {
        for (LeafReaderContext leaf : reader.leaves()) {
          load(leaf.reader(), rows, found);
        }
      }
    }
  }

  private void load(LeafReader leaf, boolean rows, Found found) throws IOException {
    Bits live = leaf.getLiveDocs();
    StoredFields stored = leaf.storedFields();
    for (int i = 0; i < leaf.maxDoc(); i++) {
      if (live != null && !live.get(i)) {
        continue;
      }
      Document document = stored.document(i);
      BytesRef vector = document.getBinaryValue(VECTOR);
      if ((vector != null) == rows) {
        Map<String, Object> tree = tree(document.getBinaryValue(JSON));
        if (rows) {
          row(document.get(IN), tree, vector, found);
        } else {
          found.entry(document.get(KEY), tree);
        }
      }
    }
  }

  private Map<String, Object> tree(BytesRef bytes) throws IOException {
    byte[] copy = BytesRef.deepCopyOf(bytes).bytes;
    try {
      return JsonTree.read(json, copy, Set.of());
    } catch (JsonFault e) {
      throw new IOException("the vector index holds a document that cannot be read");
    }
  }

  @SuppressWarnings("unchecked") // written by us
  private static void row(
      String collection, Map<String, Object> tree, BytesRef vector, Found found) {
    float[] numbers = new float[vector.length / Float.BYTES];
    ByteBuffer.wrap(vector.bytes, vector.offset, vector.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(numbers);
    Row row =
        new Row(
            (String) tree.get("id"),
            Label.parse((String) tree.get("label")),
            (String) tree.get("owner"),
            numbers,
            (String) tree.get("document"),
            (String) tree.get("uri"),
            (Map<String, Object>) tree.get("metadata"));
    found.row(collection, row, (Long) tree.get("sequence"));
  }

  void put(String collection, Row row, long sequence) throws IOException {
    Document document = document(collection + "/" + row.key(), collection);
    byte[] bytes =
        JsonBytes.object(
            out -> {
              out.writeStringField("id", row.id());
              out.writeStringField("label", row.label().text());
              out.writeStringField("owner", row.owner());
              out.writeNumberField("sequence", sequence);
              out.writeStringField("document", row.document());
              out.writeStringField("uri", row.uri());
              out.writeFieldName("metadata");
              JsonTree.write(out, row.metadata());
            });
    document.add(new StoredField(JSON, bytes));
    ByteBuffer vector =
        ByteBuffer.allocate(row.vector().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    vector.asFloatBuffer().put(row.vector());
    document.add(new StoredField(VECTOR, vector.array()));
    writer.updateDocument(new Term(KEY, document.get(KEY)), document);
  }

  void remove(String collection, String key) throws IOException {
    writer.deleteDocuments(new Term(KEY, hashed(collection + "/" + key)));
  }

  /** A tenant, database or collection, under a key of its own. */
  void putEntry(String key, Map<String, Object> tree) throws IOException {
    Document document = document(key, "");
    byte[] bytes = JsonBytes.value(out -> JsonTree.write(out, tree));
    document.add(new StoredField(JSON, bytes));
    writer.updateDocument(new Term(KEY, document.get(KEY)), document);
  }

  void removeEntry(String key) throws IOException {
    writer.deleteDocuments(new Term(KEY, hashed(key)));
  }

  void removeRows(String collection) throws IOException {
    writer.deleteDocuments(new Term(IN, collection));
  }

  private static Document document(String key, String in) {
    Document document = new Document();
    document.add(new StringField(KEY, hashed(key), Field.Store.YES));
    if (!in.isEmpty()) {
      document.add(new StringField(IN, in, Field.Store.YES));
    }
    return document;
  }

  /** A term has at most some 32,000 bytes; an id may have more. */
  private static String hashed(String key) {
    return key.length() < 4_096
        ? key
        : com.modalarmor.settings.Sha256.over(key.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .hex();
  }

  void commit() throws IOException {
    writer.commit();
  }

  @Override
  public void close() throws IOException {
    writer.close(); // commits
    directory.close();
  }
}
