"""Takes Chroma's Python client on a tour of a server; prints one line a case. The server and the
credential come from the environment, as for the JavaScript client's tour."""

import json
import os
from urllib.parse import urlparse

import chromadb
import numpy
from chromadb.config import Settings

url = urlparse(os.environ["CHROMA_URL"])
token = os.environ["CHROMA_TOKEN"]
authority = os.environ.get("CHROMA_CA", "")
settings = {"anonymized_telemetry": False}
if authority:
    settings["chroma_server_ssl_verify"] = authority
headers = {}
if token:
    header = os.environ["CHROMA_TOKEN_HEADER"]
    headers[header] = f"Bearer {token}" if header == "authorization" else token
client = chromadb.HttpClient(
    host=url.hostname,
    port=url.port,
    ssl=url.scheme == "https",
    headers=headers,
    settings=Settings(**settings),
)

cases = 0


def plain(value):
    return value.tolist() if hasattr(value, "tolist") else str(value)


def case(name, work):
    global cases
    cases += 1
    try:
        told = work()
    except Exception as error:
        told = type(error).__name__ + ": " + str(error).split("\n")[0]
    print(cases, name, json.dumps(told, default=plain, sort_keys=True))


def told(collection):
    return {"name": collection.name, "metadata": collection.metadata}


def make(name, **more):
    return client.create_collection(name, embedding_function=None, **more)


case("heartbeat", lambda: client.heartbeat() > 0)
case("the largest batch", client.get_max_batch_size)
case("no collections yet", client.count_collections)
case("create", lambda: told(make("tour", metadata={"a": 1, "b": "text", "c": True})))
case("create again", lambda: told(make("tour")))
case("get or create", lambda: told(client.get_or_create_collection("tour", embedding_function=None)))
case("a name too short", lambda: told(make("x")))
case("a name that is none", lambda: told(make("what is this")))
tour = client.get_collection("tour", embedding_function=None)
case("get the collection", lambda: told(tour))
case("an empty collection counts", tour.count)
case("an empty collection is peeked at", lambda: tour.peek(3)["ids"])
case("an empty collection is asked", lambda: tour.query(query_embeddings=[[0.0] * 8])["ids"])

generator = numpy.random.default_rng(3)
vectors = [[round(float(x), 4) for x in generator.normal(size=8)] for _ in range(30)]
ids = [f"r{i}" for i in range(30)]


def metadata(i):
    return {"n": i, "even": i % 2 == 0, "name": f"x{i % 3}", "half": i / 2}


case(
    "add",
    lambda: tour.add(
        ids=ids,
        embeddings=vectors,
        documents=[f"text {i}" for i in range(30)],
        metadatas=[metadata(i) for i in range(30)],
    ),
)
case("add what is there", lambda: tour.add(ids=["r1"], embeddings=[vectors[5]], documents=["no"]))
case("it stays", lambda: tour.get(ids=["r1"], include=["documents", "embeddings"]))
case("add arrays of numpy", lambda: tour.add(ids=["np"], embeddings=numpy.ones((1, 8))))
case("count", tour.count)
case("peek", lambda: tour.peek(3)["ids"])
case("add with ids twice", lambda: tour.add(ids=["d", "d"], embeddings=vectors[:2]))
case("add with another dimension", lambda: tour.add(ids=["d"], embeddings=[[1.0, 2.0]]))
case("add without embeddings", lambda: tour.add(ids=["d"], metadatas=[{"k": 1}]))
for include in (
    ["documents"],
    ["metadatas"],
    ["embeddings"],
    ["uris"],
    [],
    ["documents", "metadatas", "embeddings"],
):
    case(f"get with {include}", lambda: tour.get(ids=["r1", "r5", "none"], include=include))
for where in (
    {"n": 3},
    {"n": {"$eq": 3.0}},
    {"n": {"$gt": 20}},
    {"n": {"$gte": 20}},
    {"half": {"$lt": 1.5}},
    {"half": {"$lte": 1.5}},
    {"n": {"$ne": 4}},
    {"even": True},
    {"name": {"$in": ["x0", "x1"]}},
    {"name": {"$nin": ["x0", "x1"]}},
    {"missing": {"$ne": 1}},
    {"$and": [{"n": {"$lt": 10}}, {"name": "x1"}]},
    {"$or": [{"n": 3}, {"n": {"$in": [7, 8]}}]},
    {"$and": [{"$or": [{"n": 1}, {"n": 2}]}, {"even": False}]},
):
    case(f"get where {where}", lambda: tour.get(where=where)["ids"])
for where in ({"n": {"$like": 1}}, {"n": {"$gt": "a"}}, {"$and": []}, {"n": 1, "even": True}):
    case(f"a filter that is none: {where}", lambda: tour.get(where=where)["ids"])
for document in (
    {"$contains": "text 1"},
    {"$not_contains": "1"},
    {"$regex": "text [23]$"},
    {"$not_regex": "[0-8]"},
    {"$or": [{"$contains": "text 3"}, {"$contains": "text 4"}]},
):
    case(f"get where the document {document}", lambda: tour.get(where_document=document)["ids"])
case("a page", lambda: tour.get(limit=3, offset=2)["ids"])
case("a page of a filter", lambda: tour.get(where={"even": True}, limit=3, offset=2)["ids"])
case("past the end", lambda: tour.get(limit=3, offset=200)["ids"])

for k in (1, 5, 40):
    case(
        f"query for {k}",
        lambda: {
            name: value
            for name, value in tour.query(query_embeddings=[vectors[k % 30]], n_results=k).items()
            if name in ("ids", "documents", "metadatas")
        },
    )
case(
    "distances",
    lambda: [
        round(x, 3)
        for x in tour.query(query_embeddings=[vectors[2]], n_results=4)["distances"][0]
    ],
)
case(
    "three queries with a filter",
    lambda: tour.query(
        query_embeddings=vectors[:3],
        n_results=2,
        where={"even": True},
        include=["metadatas"],
    ),
)
case(
    "query among ids",
    lambda: tour.query(query_embeddings=vectors[:1], ids=["r3", "r4"], n_results=2)["ids"],
)
case(
    "query with its embeddings",
    lambda: tour.query(query_embeddings=vectors[:1], n_results=1, include=["embeddings"]),
)
case(
    "query by document",
    lambda: tour.query(
        query_embeddings=vectors[:1], n_results=9, where_document={"$contains": "text 2"}
    )["ids"],
)
case("query with another dimension", lambda: tour.query(query_embeddings=[[1.0, 2.0]]))

everything = ["documents", "metadatas", "embeddings"]
case(
    "update",
    lambda: tour.update(
        ids=["r1"], documents=["changed"], embeddings=[vectors[2]], metadatas=[{"n": 100}]
    ),
)
case("it is updated", lambda: tour.get(ids=["r1"], include=everything))
case("a key is taken away", lambda: tour.update(ids=["r1"], metadatas=[{"name": None, "new": 1.5}]))
case("it is away", lambda: tour.get(ids=["r1"], include=["metadatas"]))
case("update what is not there", lambda: tour.update(ids=["none"], embeddings=vectors[:1]))
case("it is still not there", lambda: tour.get(ids=["none"])["ids"])
case(
    "upsert",
    lambda: tour.upsert(ids=["r1", "new"], embeddings=vectors[3:5], documents=["u1", "u2"]),
)
case("it is upserted", lambda: tour.get(ids=["r1", "new"], include=everything))
case("delete by id", lambda: tour.delete(ids=["r2", "r3", "none"]))
case("delete by filter", lambda: tour.delete(where={"n": {"$gt": 25}}))
case("delete by document", lambda: tour.delete(where_document={"$contains": "text 24"}))
case("delete nothing said", lambda: tour.delete())
case("count after it", tour.count)
case("what is left", lambda: tour.get(include=[])["ids"])

case("modify", lambda: tour.modify(name="tour2", metadata={"b": 2}))
case("it is modified", lambda: told(client.get_collection("tour2", embedding_function=None)))
case("the old name is gone", lambda: told(client.get_collection("tour", embedding_function=None)))
for space in ("l2", "cosine", "ip"):
    case(
        f"the space {space}",
        lambda: make(space + "-space", configuration={"hnsw": {"space": space}})
        .configuration["hnsw"]["space"],
    )
    one = client.get_collection(space + "-space", embedding_function=None)
    case("add to it", lambda: one.add(ids=["a", "b"], embeddings=[[1.0, 0.0], [1.0, 1.0]]))
    case(
        "its distances",
        lambda: [
            round(x, 3)
            for x in one.query(query_embeddings=[[1.0, 0.1]], n_results=2)["distances"][0]
        ],
    )
case("list", lambda: sorted(x.name for x in client.list_collections()))
case("list a page", lambda: len(client.list_collections(limit=2, offset=1)))
case("count them", client.count_collections)
case("delete one that is not there", lambda: client.delete_collection("nothing"))
for name in ("tour2", "l2-space", "cosine-space", "ip-space"):
    case(f"delete {name}", lambda: client.delete_collection(name))
case("nothing is left", client.count_collections)
