// A tour of Chroma's own client, unchanged, against whatever CHROMA_URL names. Each case prints one line of JSON:
// its name, and the answer or the kind of error. The lines of two servers must be equal.
import { AdminClient, ChromaClient } from "chromadb";

const url = new URL(process.env.CHROMA_URL);
const token = process.env.CHROMA_TOKEN ?? "";
const header = process.env.CHROMA_TOKEN_HEADER ?? "authorization";
const where = {
  host: url.hostname,
  port: Number(url.port),
  ssl: url.protocol === "https:",
  headers: token === "" ? {} : { [header]: header === "authorization" ? `Bearer ${token}` : token },
};
const run = process.env.CHROMA_RUN ?? "run";
let cases = 0;

/** Floats as servers round them, uuids as they differ, keys in one order. */
function plain(value) {
  if (typeof value === "number") {
    return Number.isInteger(value) ? value : Number(value.toPrecision(5));
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value !== null && typeof value === "object") {
    const sorted = {};
    for (const key of Object.keys(value).sort()) {
      sorted[key] = plain(value[key]);
    }
    return sorted;
  }
  return value === undefined ? null : value;
}

async function say(name, work) {
  cases += 1;
  let line;
  try {
    line = { case: name, answer: plain(await work()) };
  } catch (error) {
    line = { case: name, error: error.constructor.name };
  }
  console.log(JSON.stringify(line));
}

const about = (c) => ({ name: c.name, metadata: c.metadata ?? null, space: c.configuration?.hnsw?.space });
const rows = (r) => ({
  ids: r.ids, documents: r.documents, metadatas: r.metadatas, embeddings: r.embeddings, uris: r.uris,
  distances: r.distances, include: [...r.include].sort(),
});
const named = (name) => `${run}-${name}`;
const make = (name, more = {}) =>
  client.createCollection({ name: named(name), embeddingFunction: null, ...more });

const client = new ChromaClient(where);
const admin = new AdminClient(where);

await say("version", () => client.version());
await say("heartbeat", async () => (await client.heartbeat()) > 0);
await say("max batch size", () => client.getMaxBatchSize());
await say("base64", () => client.supportsBase64Encoding());

// databases and tenants
await say("create tenant", () => admin.createTenant({ name: named("tenant") }));
await say("get tenant", () => admin.getTenant({ name: named("tenant") }).then((t) => typeof t));
await say("missing tenant", () => admin.getTenant({ name: named("nowhere") }));
await say("create database", () => admin.createDatabase({ name: named("db"), tenant: named("tenant") }));
await say("database again", () => admin.createDatabase({ name: named("db"), tenant: named("tenant") }));
await say("get database", () => admin.getDatabase({ name: named("db"), tenant: named("tenant") }).then((d) => d.name));
await say("list databases", () => admin.listDatabases({ tenant: named("tenant") }).then((l) => l.map((d) => d.name)));
await say("bad database name", () => admin.createDatabase({ name: "x", tenant: named("tenant") }));
{
  const inside = new ChromaClient({ ...where, tenant: named("tenant"), database: named("db") });
  await say("collection in database", () =>
    inside.createCollection({ name: named("inside"), embeddingFunction: null }).then(about));
  await say("its list", () => inside.listCollections().then((l) => l.map((c) => c.name)));
  await say("not in another", () => client.getCollection({ name: named("inside") }));
}
await say("delete database", () => admin.deleteDatabase({ name: named("db"), tenant: named("tenant") }));
await say("deleted database", () => admin.getDatabase({ name: named("db"), tenant: named("tenant") }));

// collections
await say("create", () => make("docs", { metadata: { topic: "food", pages: 3, price: 1.5, open: true } }).then(about));
await say("create again", () => make("docs"));
await say("get or create", () =>
  client.getOrCreateCollection({ name: named("docs"), embeddingFunction: null, metadata: { topic: "other" } }).then((c) => c.name));
await say("get", () => client.getCollection({ name: named("docs") }).then((c) => c.name));
await say("missing", () => client.getCollection({ name: named("none") }));
await say("bad name", () => client.createCollection({ name: "a b", embeddingFunction: null }));
await say("short name", () => client.createCollection({ name: "ab", embeddingFunction: null }));
await say("cosine", () => make("cosine", { configuration: { hnsw: { space: "cosine" } } }).then(about));
await say("inner product", () => make("ip", { configuration: { hnsw: { space: "ip" } } }).then(about));
await say("list", () => client.listCollections().then((l) => l.map((c) => c.name).filter((n) => n.startsWith(run)).sort()));
await say("list page", () => client.listCollections({ limit: 1, offset: 0 }).then((l) => l.length));
await say("count of collections", () => client.countCollections().then((n) => n >= 3));

const docs = await client.getCollection({ name: named("docs") });
await say("empty count", () => docs.count());
await say("empty get", () => docs.get().then(rows));
await say("empty query", () => docs.query({ queryEmbeddings: [[1, 0, 0]], nResults: 2 }).then(rows));
await say("add", () =>
  docs.add({
    ids: ["a", "b", "c", "d"],
    embeddings: [[1, 0, 0], [0, 2, 0], [0, 0, 4], [3, 3, 3]],
    documents: ["apple pie", "Bread", "cake and apple", "date"],
    metadatas: [{ k: 1, s: "x", tags: ["p", "q"] }, { k: 2.5, t: true }, { k: 3, s: "y" }, { s: "x", t: false }],
  }));
await say("count", () => docs.count());
await say("add without documents", () => docs.add({ ids: ["e"], embeddings: [[5, 5, 5]] }));
await say("add what is there", () => docs.add({ ids: ["a"], embeddings: [[9, 9, 9]], documents: ["other"] }));
await say("still the first", () => docs.get({ ids: ["a"], include: ["embeddings", "documents", "metadatas"] }).then(rows));
await say("wrong dimension", () => docs.add({ ids: ["z"], embeddings: [[1, 2]] }));
await say("uneven lists", () => docs.add({ ids: ["y", "z"], embeddings: [[1, 2, 3]] }));
await say("empty id", () => docs.add({ ids: [""], embeddings: [[1, 2, 3]] }));
await say("with uris", () => docs.add({ ids: ["u"], embeddings: [[7, 7, 8]], uris: ["file:///u"] }));
await say("get uris", () => docs.get({ ids: ["u", "a"], include: ["uris"] }).then(rows));
await say("get all", () => docs.get().then(rows));
await say("get some", () => docs.get({ ids: ["c", "a", "nope"] }).then(rows));
await say("get nothing included", () => docs.get({ include: [] }).then(rows));
await say("get page", () => docs.get({ limit: 2, offset: 1 }).then(rows));
await say("get past the end", () => docs.get({ limit: 2, offset: 100 }).then(rows));
await say("peek", () => docs.peek({ limit: 2 }).then(rows));

const filters = {
  equal: { k: 1 }, "equal float": { k: 2.5 }, "equal text": { s: "x" }, "equal truth": { t: true },
  "not equal": { k: { $ne: 1 } }, greater: { k: { $gt: 1 } }, "greater or equal": { k: { $gte: 2.5 } },
  less: { k: { $lt: 3 } }, "less or equal": { k: { $lte: 2.5 } }, in: { s: { $in: ["x", "y"] } },
  "in numbers": { k: { $in: [1, 3] } }, "not in": { s: { $nin: ["x"] } }, holds: { tags: { $contains: "p" } },
  "holds not": { tags: { $not_contains: "p" } }, and: { $and: [{ s: "x" }, { k: 1 }] },
  or: { $or: [{ k: 3 }, { t: true }] }, nested: { $and: [{ $or: [{ k: 1 }, { k: 3 }] }, { s: { $ne: "y" } }] },
  nowhere: { nokey: 1 }, "unknown operator": { k: { $foo: 1 } }, "two keys": { k: 1, s: "x" },
  "empty in": { k: { $in: [] } }, "order of texts": { s: { $gt: "a" } }, "mixed in": { k: { $in: [1, "1"] } },
};
for (const [name, filter] of Object.entries(filters)) {
  await say(`where ${name}`, () => docs.get({ where: filter, include: ["metadatas"] }).then(rows));
}
const texts = {
  contains: { $contains: "apple" }, "contains with case": { $contains: "bread" }, "not contains": { $not_contains: "apple" },
  regex: { $regex: "^c.*e$" }, "not regex": { $not_regex: "a" }, and: { $and: [{ $contains: "apple" }, { $contains: "cake" }] },
  or: { $or: [{ $contains: "date" }, { $contains: "Bread" }] }, "bad regex": { $regex: "(" }, "unknown operator": { $foo: "x" },
};
for (const [name, filter] of Object.entries(texts)) {
  await say(`document ${name}`, () => docs.get({ whereDocument: filter, include: ["documents"] }).then(rows));
}
await say("both filters", () => docs.get({ where: { s: "x" }, whereDocument: { $contains: "pie" } }).then(rows));

await say("query", () => docs.query({ queryEmbeddings: [[1, 0.1, 0]], nResults: 3 }).then(rows));
await say("query two", () => docs.query({ queryEmbeddings: [[1, 0.1, 0], [0, 0.1, 3]], nResults: 2 }).then(rows));
await say("query with vectors", () =>
  docs.query({ queryEmbeddings: [[1, 0.1, 0]], nResults: 2, include: ["embeddings", "distances"] }).then(rows));
await say("query more than there are", () =>
  docs.query({ queryEmbeddings: [[1, 0.1, 0]], nResults: 100, include: ["distances"] }).then(rows));
await say("query where", () => docs.query({ queryEmbeddings: [[1, 0.1, 0]], nResults: 5, where: { s: "x" } }).then(rows));
await say("query document", () =>
  docs.query({ queryEmbeddings: [[0, 0.1, 5]], nResults: 5, whereDocument: { $contains: "apple" } }).then(rows));
await say("query ids", () => docs.query({ queryEmbeddings: [[1, 0.1, 0]], nResults: 1, ids: ["b", "d"] }).then(rows));
await say("query nothing", () => docs.query({ queryEmbeddings: [[1, 0, 0]], nResults: 5, where: { k: 99 } }).then(rows));
await say("query wrong dimension", () => docs.query({ queryEmbeddings: [[1, 0]], nResults: 5 }));

await say("update", () => docs.update({ ids: ["a"], embeddings: [[1, 0, 0]], documents: ["apple tart"], metadatas: [{ k: 10, z: "new" }] }));
await say("update metadata", () => docs.update({ ids: ["b"], metadatas: [{ k: 20 }] }));
await say("updated metadata", () => docs.get({ ids: ["b"] }).then(rows));
await say("updated", () => docs.get({ ids: ["a"], include: ["documents", "metadatas", "embeddings"] }).then(rows));
await say("update vector", () => docs.update({ ids: ["a"], embeddings: [[1, 1, 0]] }));
await say("updated vector", () => docs.get({ ids: ["a"], include: ["embeddings"] }).then(rows));
await say("update what is not there", () => docs.update({ ids: ["ghost"], metadatas: [{ k: 1 }] }));
await say("no ghost", () => docs.get({ ids: ["ghost"] }).then(rows));
await say("upsert", () =>
  docs.upsert({ ids: ["a", "f"], embeddings: [[2, 2, 0], [8, 8, 9]], documents: ["apple crumble", "fig"], metadatas: [{ q: 1 }, { k: 7 }] }));
await say("upserted", () => docs.get({ ids: ["a", "f"], include: ["documents", "metadatas", "embeddings"] }).then(rows));
await say("delete ids", () => docs.delete({ ids: ["f", "nope"] }));
await say("delete where", () => docs.delete({ where: { s: "y" } }));
await say("delete document", () => docs.delete({ whereDocument: { $contains: "Bread" } }));
await say("left over", () => docs.get().then(rows));
const searched = (c) => ({ ef: c.configuration?.hnsw?.ef_search, metadata: c.metadata ?? null });
await say("search width", () => docs.modify({ configuration: { hnsw: { ef_search: 55 } } }));
await say("its width", () => client.getCollection({ name: named("docs") }).then(searched));
await say("width of older clients", () =>
  make("wide", { metadata: { "hnsw:space": "cosine", "hnsw:search_ef": 33 } }).then(searched));
await say("empty list", () =>
  docs.upsert({ ids: ["listed"], embeddings: [[1, 0, 0]], metadatas: [{ tags: ["a"], n: 1 }] })
    .then(() => docs.upsert({ ids: ["listed"], embeddings: [[1, 0, 0]], metadatas: [{ tags: [] }] }))
    .then(() => docs.get({ ids: ["listed"] })).then(rows));
// Chroma itself would give its list to the next row that anybody writes, if it went with its collection.
await say("no list left", () => docs.delete({ ids: ["listed"] }));
await say("rename", () => docs.modify({ name: named("renamed"), metadata: { topic: "new" } }));
await say("old name", () => client.getCollection({ name: named("docs") }));
await say("new name", () => client.getCollection({ name: named("renamed") }).then(about));

for (const space of ["cosine", "ip"]) {
  const c = await client.getCollection({ name: named(space) });
  await say(`${space} add`, () => c.add({ ids: ["a", "b", "c"], embeddings: [[1, 0.5], [0.2, 1], [3, 3.5]] }));
  await say(`${space} query`, () =>
    c.query({ queryEmbeddings: [[1, 0.2]], nResults: 3, include: ["distances"] }).then(rows));
}
for (const name of ["renamed", "cosine", "ip", "wide"]) {
  await say(`delete ${name}`, () => client.deleteCollection({ name: named(name) }));
}
await say("delete again", () => client.deleteCollection({ name: named("ip") }));
await say("none left", () => client.listCollections().then((l) => l.map((c) => c.name).filter((n) => n.startsWith(run))));

console.error(`${cases} cases`);
