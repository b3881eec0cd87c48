package com.modalarmor.dialect.chroma;

import com.modalarmor.dialect.Dialect;
import com.modalarmor.pipeline.Wire;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorRequest;
import com.modalarmor.vector.VectorRequest.Path;
import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;

/**
 * Routes of Chroma's version 2: everything under {@code /api/v2}. What is not listed here is no
 * route, whatever the server behind would make of it.
 */
public final class ChromaDialect implements Dialect {

  private static final String ROOT = "/api/v2";
  private static final int SEGMENTS_MAX = 8;
  private static final String COLLECTIONS = "collections";

  private final ChromaWire heartbeat = Fixed.heartbeat();
  private final ChromaWire version = Fixed.version();
  private final ChromaWire healthcheck = Fixed.healthcheck();
  private final ChromaWire preFlight = Fixed.preFlight();
  private final ChromaWire identity = Fixed.identity();

  @Override
  public Wire match(String method, String path, String query) {
    if (!path.startsWith(ROOT)
        || (path.length() > ROOT.length() && path.charAt(ROOT.length()) != '/')) {
      return null;
    }
    String rest = path.length() == ROOT.length() ? "" : path.substring(ROOT.length() + 1);
    String[] segments = rest.split("/", SEGMENTS_MAX);
    Wire wire =
        segments[0].equals("tenants") ? tenants(method, segments, query) : fixed(method, rest);
    if (wire == null) {
      throw new Refusal(Reason.NOT_FOUND);
    }
    return wire;
  }

  private Wire fixed(String method, String rest) {
    ChromaWire wire =
        switch (rest) {
          case "", "heartbeat" -> heartbeat;
          case "version" -> version;
          case "healthcheck" -> healthcheck;
          case "pre-flight-checks" -> preFlight;
          case "auth/identity" -> identity;
          default -> null;
        };
    if (wire != null) {
      require(method, "GET");
    }
    return wire;
  }

  private static void require(String method, String wanted) {
    if (!method.equals(wanted)) {
      throw new Refusal(Reason.METHOD_NOT_ALLOWED);
    }
  }

  private static Refusal notAllowed() {
    return new Refusal(Reason.METHOD_NOT_ALLOWED);
  }

  /** tenants / {t} / databases / {d} / collections / … */
  private static Wire tenants(String method, String[] s, String query) {
    if (s.length == 1) {
      require(method, "POST");
      return ChromaWire.withBody("chroma.create_tenant", (body, l) -> Bodies.createTenant(body));
    }
    String tenant = s[1];
    if (s.length == 2) {
      require(method, "GET");
      return ChromaWire.withoutBody("chroma.get_tenant", new VectorRequest.GetTenant(tenant));
    }
    if (!s[2].equals("databases")) {
      return null;
    }
    if (s.length == 3) {
      return databases(method, tenant, query);
    }
    Path path = new Path(tenant, s[3], "");
    if (s.length == 4) {
      return database(method, path);
    }
    if (s.length == 5 && s[4].equals("collections_count")) {
      require(method, "GET");
      return ChromaWire.withoutBody(
          "chroma.count_collections", new VectorRequest.CountCollections(path));
    }
    return s[4].equals(COLLECTIONS) ? collections(method, path, s, query) : null;
  }

  private static Wire databases(String method, String tenant, String query) {
    return switch (method) {
      case "POST" ->
          ChromaWire.withBody(
              "chroma.create_database", (body, l) -> Bodies.createDatabase(tenant, body));
      case "GET" -> {
        Page page = Page.of(query);
        yield page.wire(
            "chroma.list_databases",
            new VectorRequest.ListDatabases(tenant, page.offset(), page.limit()));
      }
      default -> throw notAllowed();
    };
  }

  private static Wire database(String method, Path path) {
    return switch (method) {
      case "GET" ->
          ChromaWire.withoutBody("chroma.get_database", new VectorRequest.GetDatabase(path));
      case "DELETE" ->
          ChromaWire.withoutBody("chroma.delete_database", new VectorRequest.DeleteDatabase(path));
      default -> throw notAllowed();
    };
  }

  private static Wire collections(String method, Path path, String[] s, String query) {
    if (s.length == 5) {
      return switch (method) {
        case "POST" ->
            ChromaWire.withBody(
                "chroma.create_collection", (body, l) -> Bodies.createCollection(path, body));
        case "GET" -> {
          Page page = Page.of(query);
          yield page.wire(
              "chroma.list_collections",
              new VectorRequest.ListCollections(path, page.offset(), page.limit()));
        }
        default -> throw notAllowed();
      };
    }
    Path in = new Path(path.tenant(), path.database(), s[5]);
    if (s.length == 6) {
      return collection(method, in);
    }
    if (s.length == 7 && s[5].equals("by-id")) {
      require(method, "GET");
      Path byId = new Path(path.tenant(), path.database(), s[6]);
      return ChromaWire.withoutBody(
          "chroma.get_collection_by_id", new VectorRequest.GetCollectionById(byId));
    }
    return s.length == 7 ? rows(method, in, s[6]) : null;
  }

  private static Wire collection(String method, Path path) {
    return switch (method) {
      case "GET" ->
          ChromaWire.withoutBody("chroma.get_collection", new VectorRequest.GetCollection(path));
      case "PUT" ->
          ChromaWire.withBody(
              "chroma.modify_collection", (body, l) -> Bodies.modifyCollection(known(path), body));
      case "DELETE" ->
          ChromaWire.withoutBody(
              "chroma.delete_collection", new VectorRequest.DeleteCollection(path));
      default -> throw notAllowed();
    };
  }

  /** The path of a collection's own id. */
  private static Path known(Path path) {
    Names.requireUuid(path.collection());
    return path;
  }

  private static Wire rows(String method, Path path, String action) {
    if (action.equals("count")) {
      require(method, "GET");
      return ChromaWire.fallible("chroma.count", () -> new VectorRequest.Count(known(path)));
    }
    Wire wire =
        switch (action) {
          case "add" -> write(path, Writing.ADD, "chroma.add");
          case "upsert" -> write(path, Writing.UPSERT, "chroma.upsert");
          case "update" -> write(path, Writing.UPDATE, "chroma.update");
          case "get" ->
              ChromaWire.withBody("chroma.get", (body, l) -> Bodies.get(known(path), body));
          case "query" ->
              ChromaWire.light("chroma.query", (body, l) -> Bodies.query(known(path), body));
          case "delete" ->
              ChromaWire.withBody("chroma.delete", (body, l) -> Bodies.delete(known(path), body));
          case "relabel" ->
              ChromaWire.withBody("chroma.relabel", (body, l) -> Bodies.relabel(known(path), body));
          case "search", "fork" -> unsupported(action);
          default -> null;
        };
    if (wire != null) {
      require(method, "POST");
    }
    return wire;
  }

  private static Wire write(Path path, Writing writing, String operation) {
    return ChromaWire.withBody(
        operation, (body, label) -> Bodies.write(known(path), writing, body, label));
  }

  /** As a local Chroma answers them. */
  private static Wire unsupported(String action) {
    return ChromaWire.withBody(
        "chroma." + action,
        (body, l) -> {
          throw new VectorFault(
              VectorFault.Kind.UNSUPPORTED, "This gateway does not offer " + action);
        });
  }
}
