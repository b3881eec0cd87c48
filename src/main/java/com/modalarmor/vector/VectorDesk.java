package com.modalarmor.vector;

import com.modalarmor.policy.VectorOperation;
import com.modalarmor.policy.VectorSpec;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Rights;
import com.modalarmor.vector.rights.RightsCache;
import com.modalarmor.vector.rights.Subject;
import com.modalarmor.vector.watch.VectorWatch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * The one way to the rows of a store: takes a request and its subject, decides, asks the store and
 * checks what comes back. Shared by the verticles that serve requests. Thread-safe.
 */
public final class VectorDesk {

  private final VectorStore store;
  private final RightsCache rights = new RightsCache();
  private final LongAdder disagreements = new LongAdder();
  private final Turns turns = new Turns();
  private final CleanTexts clean = new CleanTexts();
  private final Catalogue catalogue;
  private final RowReads reads;
  private final RowWrites writes;
  private final Relabels relabels;

  /**
   * @param labelsMax to how many labels of a collection one subject may write within an hour
   */
  public VectorDesk(VectorStore store, int labelsMax) {
    this.store = store;
    WrittenLabels labels = new WrittenLabels(labelsMax);
    this.catalogue = new Catalogue(store);
    OddRows odd = new OddRows(new VectorWatch(System::nanoTime));
    this.reads = new RowReads(store, catalogue, odd, disagreements);
    this.writes = new RowWrites(store, catalogue, odd, turns, labels);
    this.relabels = new Relabels(store, catalogue, turns, labels, System::currentTimeMillis);
  }

  /** For one verticle: what looks at texts has scratch memory of its own. */
  TextGuard guard() {
    return new TextGuard(clean);
  }

  /** Fails with a {@link VectorFault}; {@code access} is filled in any case. */
  Future<VectorResult> handle(
      VectorSpec spec, Subject subject, VectorRequest request, Access access) {
    Call call = call(spec, subject, access);
    try {
      return dispatch(call, request);
    } catch (VectorFault fault) {
      return Future.failedFuture(fault);
    }
  }

  private Call call(VectorSpec spec, Subject subject, Access access) {
    Rights its = rights.of(spec, subject);
    access.by(its);
    return new Call(spec, subject, its, access);
  }

  /**
   * The collection of a request that needs vectors made first: refused here, no text of it goes to
   * a model. What is granted is decided once more with the request itself.
   */
  Future<CollectionInfo> admit(
      VectorSpec spec, Subject subject, VectorRequest request, Access access) {
    Call call = call(spec, subject, access);
    try {
      if (request instanceof VectorRequest.Write write) {
        return catalogue
            .resolve(call, write.path())
            .map(
                info -> {
                  RowWrites.requireGrant(call, info.name(), write.writing());
                  return info;
                });
      }
      Future<CollectionInfo> found =
          request instanceof VectorRequest.Retrieve retrieve
              ? catalogue.resolveByName(call, retrieve.path())
              : catalogue.resolve(call, ((VectorRequest.Query) request).path());
      return found.map(
          info -> {
            call.require(VectorOperation.QUERY, info.name());
            return info;
          });
    } catch (VectorFault fault) {
      return Future.failedFuture(fault);
    }
  }

  private Future<VectorResult> dispatch(Call call, VectorRequest request) {
    if (request instanceof VectorRequest.Query query) {
      return reads.query(call, query);
    } else if (request instanceof VectorRequest.Retrieve retrieve) {
      return reads.retrieve(call, retrieve);
    } else if (request instanceof VectorRequest.Get get) {
      return reads.get(call, get);
    } else if (request instanceof VectorRequest.Count count) {
      return reads.count(call, count);
    } else if (request instanceof VectorRequest.Write write) {
      return writes.write(call, write);
    } else if (request instanceof VectorRequest.Delete delete) {
      return writes.delete(call, delete);
    } else if (request instanceof VectorRequest.Relabel relabel) {
      return relabels.relabel(call, relabel);
    }
    return catalogued(call, request);
  }

  private Future<VectorResult> catalogued(Call call, VectorRequest request) {
    if (request instanceof VectorRequest.GetCollection get) {
      return catalogue.getCollection(call, get);
    } else if (request instanceof VectorRequest.GetCollectionById get) {
      return catalogue.getCollectionById(call, get);
    } else if (request instanceof VectorRequest.ListCollections list) {
      return catalogue.listCollections(call, list);
    } else if (request instanceof VectorRequest.CountCollections count) {
      return catalogue.countCollections(call, count);
    } else if (request instanceof VectorRequest.CreateCollection create) {
      return catalogue.createCollection(call, create);
    } else if (request instanceof VectorRequest.ModifyCollection modify) {
      return catalogue.modifyCollection(call, modify);
    } else if (request instanceof VectorRequest.DeleteCollection delete) {
      return catalogue.deleteCollection(call, delete);
    } else if (request instanceof VectorRequest.GetDatabase get) {
      return catalogue.getDatabase(call, get);
    } else if (request instanceof VectorRequest.ListDatabases list) {
      return catalogue.listDatabases(call, list);
    } else if (request instanceof VectorRequest.CreateDatabase create) {
      return catalogue.createDatabase(call, create);
    } else if (request instanceof VectorRequest.DeleteDatabase delete) {
      return catalogue.deleteDatabase(call, delete);
    } else if (request instanceof VectorRequest.GetTenant get) {
      return catalogue.getTenant(call, get);
    } else if (request instanceof VectorRequest.CreateTenant create) {
      return catalogue.createTenant(call, create);
    }
    return Future.failedFuture(
        new VectorFault(VectorFault.Kind.UNSUPPORTED, "This gateway does not offer that"));
  }

  /** Puts rows that were found poisoned aside, as far as they are still there. */
  Future<Void> quarantine(
      VectorSpec spec, Subject subject, CollectionInfo info, List<Row> poisoned) {
    Clause visible = rights.of(spec, subject).visible(info.name(), subject.actor());
    Set<String> keys = new HashSet<>();
    poisoned.forEach(row -> keys.add(row.key()));
    List<String> ids = poisoned.stream().map(Row::id).toList();
    return turns
        .take(
            info.id(),
            () ->
                store
                    .named(info, ids, visible, null)
                    .compose(
                        named -> {
                          Map<String, Row> before = new HashMap<>();
                          List<Row> moved = new ArrayList<>();
                          List<Row> gone = new ArrayList<>();
                          for (Row row : named.rows()) {
                            if (row.label() == null) {
                              continue;
                            }
                            before.put(row.key(), row);
                            if (row.vector() != null && keys.contains(row.key())) {
                              moved.add(row.at(row.label().quarantined()));
                              gone.add(row);
                            }
                          }
                          return moved.isEmpty()
                              ? Future.succeededFuture(Applied.AT_ONCE)
                              : store.change(info, moved, before, gone);
                        }))
        .compose(Applied::durable);
  }

  /** Rows that a store returned against the clause; 0, if all is well. */
  public long disagreements() {
    return disagreements.sum();
  }

  public Future<Void> close() {
    return store.close();
  }
}
