package com.modalarmor.vector.chroma;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorFault.Kind;
import com.modalarmor.vector.rights.Label;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Where the rows of collections lie. What the server told is believed for a while, so what another
 * pod has made is met after it; what this one makes is known at once. Thread-safe.
 */
final class Layouts {

  private static final int REMEMBERED_MAX = 10_000;

  private record Key(Space space, String id) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Key it && id.equals(it.id) && space.equals(it.space);
    }

    @Override
    public int hashCode() {
      return 31 * space.hashCode() + id.hashCode();
    }
  }

  /**
   * @param layout null where there is no such collection: an id that a caller may not use must not
   *     be answered faster than none
   * @param askedNanos when the server was asked
   */
  private record Known(Layout layout, long askedNanos) {}

  private final ChromaHttp http;
  private final Directory directory;
  private final int searchWidth;
  private final long rememberedNanos;
  private final Cache<Key, Known> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

  /** Changes of what is remembered: what was asked for before one of them may be out of date. */
  private long changes;

  Layouts(ChromaHttp http, Directory directory, ChromaSettings settings) {
    this.http = http;
    this.directory = directory;
    this.searchWidth = settings.searchWidth();
    this.rememberedNanos = TimeUnit.MILLISECONDS.toNanos(settings.rememberedMs());
  }

  /** Null when there is no such collection in that space, whatever else the server holds. */
  Future<Layout> of(Space space, String id) {
    Key key = new Key(space, id);
    Known known = remembered.getIfPresent(key);
    if (known != null && System.nanoTime() - known.askedNanos() < rememberedNanos) {
      return Future.succeededFuture(known.layout());
    }
    return load(key);
  }

  /** For what reads or writes rows. */
  Future<Layout> of(CollectionInfo info) {
    return of(info.space(), info.id())
        .map(
            layout -> {
              if (layout == null) {
                throw VectorFault.notFound("Collection [" + info.id() + "] does not exist.");
              }
              if (layout.isOlder()) {
                throw new VectorFault(
                    Kind.STORE_FAILED,
                    "The collection was laid out by an older gateway: delete it and write it anew");
              }
              return layout;
            });
  }

  private Future<Layout> load(Key key) {
    long asked = System.nanoTime();
    long seen = changes();
    String root = ChromaNames.collections(key.space()) + "/by-id/" + key.id();
    Future<CollectionInfo> info =
        http.object(HttpMethod.GET, root, null, 2)
            .map(tree -> ChromaAnswers.inSpace(key.space(), tree))
            .recover(e -> Expected.absent(e, null));
    String rows = ChromaNames.rows(key.space(), key.id()) + "/collections";
    Future<List<Map<String, Object>>> all = http.list(rows);
    Future<Directory.Marked> marked = directory.marked(key.space(), key.id());
    return Future.all(info, all, marked)
        .map(
            v ->
                info.result() == null
                    ? null
                    : layout(info.result(), marked.result(), rows, all.result()))
        .onSuccess(layout -> remember(key, new Known(layout, asked), seen));
  }

  private static Layout layout(
      CollectionInfo info, Directory.Marked marked, String rows, List<Map<String, Object>> all) {
    List<LabelRows> labels = new ArrayList<>();
    for (Map<String, Object> collection : all) {
      Label label = ChromaNames.label(collection);
      if (label != null) {
        labels.add(new LabelRows(label, rows + "/" + collection.get("id")));
      }
    }
    labels.sort(LabelRows.ORDER);
    return new Layout(
        Directory.sized(info, marked.dimension()),
        info.dimension() > 0,
        List.copyOf(labels),
        Twins.NONE.changed(marked.twins(), List.of()));
  }

  private synchronized long changes() {
    return changes;
  }

  private synchronized void remember(Key key, Known known, long seen) {
    boolean lasts = known.layout() == null || known.layout().info().dimension() > 0;
    if (lasts && changes == seen) {
      remembered.put(key, known);
    }
  }

  private synchronized void change(CollectionInfo info, UnaryOperator<Layout> change) {
    changes++;
    Key key = new Key(info.space(), info.id());
    Known known = remembered.getIfPresent(key);
    if (known != null && known.layout() != null) {
      remembered.put(key, new Known(change.apply(known.layout()), known.askedNanos()));
    }
  }

  synchronized void forget(CollectionInfo info) {
    changes++;
    remembered.invalidate(new Key(info.space(), info.id()));
  }

  /** After rows got others of their id beside them, or are gone. */
  void changed(CollectionInfo info, Collection<Row> twins, Collection<String> gone) {
    change(info, layout -> layout.with(layout.twins().changed(twins, gone)));
  }

  /** The collection of a label, made if need be: by whichever pod comes first. */
  Future<LabelRows> made(CollectionInfo info, Label label) {
    String path = ChromaNames.rows(info.space(), info.id()) + "/collections";
    byte[] body = ChromaNames.creation(label, info.configuration(), searchWidth);
    return http.object(HttpMethod.POST, path, body, 2)
        .map(tree -> new LabelRows(label, path + "/" + tree.get("id")))
        .onSuccess(rows -> change(info, layout -> layout.with(rows)));
  }

  /** The layout as it is for a row of that dimension: all labels are of one. */
  Future<Layout> sized(Layout layout, int dimension) {
    CollectionInfo info = layout.info();
    if (info.dimension() > 0) {
      requireDimension(info.dimension(), dimension); // whoever asked may have seen none yet
      return Future.succeededFuture(layout);
    }
    byte[] named = ChromaNames.named(info.id());
    Future<Void> made =
        http.call(HttpMethod.POST, ChromaNames.rowsDatabases(info.space()), named).mapEmpty();
    return Expected.unless(made, Kind.EXISTS)
        .compose(v -> directory.claim(info, dimension))
        .map(
            first -> {
              requireDimension(first, dimension);
              return new Layout(info.withDimension(first), false, layout.labels(), layout.twins());
            });
  }

  private static void requireDimension(int known, int dimension) {
    if (known != dimension) {
      throw VectorFault.invalid(
          "Collection expecting embedding with dimension of " + known + ", got " + dimension);
    }
  }
}
