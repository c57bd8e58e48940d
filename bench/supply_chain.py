#!/usr/bin/env python3
"""Measure supply chain security on a server of its own, with generated data.

usage: supply_chain.py --home runtime/distribution/target/callboard --work DIR
                       [--entities 10000] [--components 300] [--advisories 1000] [--port 7999]

Writes a catalog, starts the server, sends one CycloneDX document for each of some entities and puts
those of the others into the tables, which takes less than sending them; sends a few of 5,000
components, then asks where a package is, and at last imports advisories that each concern a share
of the entities. Prints one JSON line; times are wall time and CPU time of the server.
"""
import argparse, concurrent.futures, http.client, json, os, pathlib, random, signal, sqlite3, subprocess, time

TOKEN = "bench-static-token-0123456789"


def cpu(pid):
    f = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(f[11]) + int(f[12])) / os.sysconf("SC_CLK_TCK")


def call(port, method, path, body=None, type_="application/json"):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=900)
    headers = {"Authorization": "Bearer " + TOKEN, "Content-Type": type_}
    c.request(method, path, body, headers)
    r = c.getresponse()
    data = r.read()
    c.close()
    if r.status != 200:
        raise RuntimeError(f"{method} {path}: {r.status} {data[:300]}")
    return json.loads(data)


def component(n, version):
    return {
        "bom-ref": f"c{n}", "name": f"lib-{n}", "group": "org.bench", "version": version,
        "purl": f"pkg:maven/org.bench/lib-{n}@{version}",
    }


def pick(rng, count, universe):
    # A few libraries are everywhere, most are somewhere.
    chosen = {0} | {min(universe - 1, int(rng.paretovariate(0.45))) for _ in range(count * 4)}
    picked = sorted(chosen)[:count]
    while len(picked) < count:
        n = rng.randrange(universe)
        if n not in chosen:
            chosen.add(n)
            picked.append(n)
    return [(n, f"{rng.randint(1, 3)}.{rng.randint(0, 9)}.{rng.randint(0, 9)}") for n in picked]


def sbom(rng, count, universe):
    components = [component(n, version) for n, version in pick(rng, count, universe)]
    dependencies = [{"ref": "app", "dependsOn": [c["bom-ref"] for c in components[:10]]}]
    for i, c in enumerate(components[:-1]):
        dependencies.append({"ref": c["bom-ref"], "dependsOn": [x["bom-ref"] for x in components[i * 2 + 1:i * 2 + 3]]})
    return json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.6",
        "metadata": {"component": {"bom-ref": "app", "name": "app"}},
        "components": components, "dependencies": dependencies,
    })


def advisory(i, name, fixed):
    return {
        "id": f"GHSA-{i:04d}-aaaa-bbbb", "modified": "2026-01-01T00:00:00Z", "aliases": [f"CVE-2026-{10000 + i}"],
        "summary": f"Something bad in {name}",
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected": [{
            "package": {"ecosystem": "Maven", "name": f"org.bench:{name}"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": fixed}]}],
        }],
    }


def fill(file, a):
    """Stores what the server would store for the documents that are not sent."""
    db = sqlite3.connect(file)
    known = dict((name, id) for id, name in db.execute("SELECT id, name FROM package"))
    next_ = db.execute("SELECT next FROM number").fetchone()[0]
    for n in range(a.universe):
        name = f"org.bench:lib-{n}"
        if name not in known:
            known[name] = next_
            db.execute("INSERT INTO package VALUES (?, 'Maven', ?, ?)", (next_, name, f"lib-{n}"))
            next_ += 1
    for i in range(a.sent, a.entities):
        parts = pick(random.Random(i), a.components, a.universe)
        db.execute("INSERT INTO document VALUES (?, ?, 'cyclonedx', 'cyclonedx', '1.6', '', 'sha256:x', '', '', '', 'external:bench', ?, ?, 0, 0)",
                   (next_, f"component:default/app-{i}", int(time.time() * 1000), len(parts)))
        db.executemany("INSERT INTO component VALUES (?, ?, ?, ?, '', ?, ?)",
                       [(next_, k, known[f"org.bench:lib-{n}"], v, f"pkg:maven/org.bench/lib-{n}@{v}", (k - 1) // 2 if k > 9 else -1)
                        for k, (n, v) in enumerate(parts)])
        next_ += 1
    db.execute("UPDATE number SET next = ?", (next_,))
    db.commit()
    db.close()


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--home", required=True)
    p.add_argument("--work", required=True)
    p.add_argument("--entities", type=int, default=10_000)
    p.add_argument("--components", type=int, default=300)
    p.add_argument("--universe", type=int, default=20_000)
    p.add_argument("--sent", type=int, default=300)
    p.add_argument("--advisories", type=int, default=1_000)
    p.add_argument("--port", type=int, default=7999)
    a = p.parse_args()
    work = pathlib.Path(a.work)
    work.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    parts = []
    for first in range(0, a.entities, 4_000):
        parts.append(work / f"catalog-{first}.yaml")
        with open(parts[-1], "w") as f:
            if first == 0:
                f.write("apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: team}\nspec: {type: team, children: []}\n"
                        "---\napiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: ann}\nspec: {memberOf: [team]}\n")
            for i in range(first, min(first + 4_000, a.entities)):
                after = f", dependsOn: [component:app-{i - 1}]" if i % 5 else ""
                f.write(f"---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: app-{i}}}\n"
                        f"spec: {{type: service, lifecycle: production, owner: team{after}}}\n")
    with open(work / "config.yaml", "w") as f:
        f.write(f"backend:\n  auth:\n    externalAccess:\n      - type: static\n        options: {{token: {TOKEN}, subject: bench}}\n"
                "catalog: {rules: [{allow: [Component, Group, User, Location]}]}\n")
    command = [f"{a.home}/bin/callboard", "run", "--port", str(a.port), "--data", str(work / "data"), "--plugins", str(work / "plugins"),
               "--config", f"{a.home}/config/app-config.yaml", "--config", str(work / "config.yaml")]
    for part in parts:
        command += ["--catalog", str(part)]

    def start():
        process = subprocess.Popen(command, stdout=open(work / "server.log", "a"), stderr=subprocess.STDOUT)
        deadline = time.time() + 600
        while time.time() < deadline:
            try:
                if call(a.port, "GET", "/api/catalog/entities/by-query?limit=0")["totalItems"] >= a.entities + 2:
                    break
            except (OSError, RuntimeError):
                pass
            time.sleep(1)
        return process

    server = start()
    result = {"entities": a.entities, "components": a.components}
    try:
        pid = server.pid

        def send(i):
            body = sbom(random.Random(i), a.components, a.universe)
            begin = time.time()
            call(a.port, "POST", f"/api/supply-chain/entities/component/default/app-{i}/documents", body)
            return time.time() - begin

        begin, used = time.time(), cpu(pid)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(send, range(a.sent)))
        result["send_s"] = round(time.time() - begin, 1)
        result["send_cpu_ms_each"] = round((cpu(pid) - used) * 1000 / a.sent, 1)
        server.send_signal(signal.SIGTERM)
        server.wait(60)
        fill(next((work / "data/db").glob("supply-chain*.sqlite")), a)
        server = start()
        pid = server.pid

        large = [sbom(random.Random(-i), 5_000, a.universe) for i in range(1, 21)]
        times, used = [], cpu(pid)
        for i, body in enumerate(large):
            begin = time.time()
            call(a.port, "POST", f"/api/supply-chain/entities/component/default/app-{i}/documents?source=large", body)
            times.append(time.time() - begin)
        result["ingest_5000_p95_s"] = round(percentile(times, 0.95), 3)
        result["ingest_5000_cpu_s_each"] = round((cpu(pid) - used) / len(large), 3)

        for name, query in (("everywhere", "package=lib-0&version=%3C2"), ("common", "package=lib-3"), ("rare", "package=lib-15000")):
            times, used = [], cpu(pid)
            for _ in range(30):
                begin = time.time()
                answer = call(a.port, "GET", f"/api/supply-chain/where?{query}")
                times.append(time.time() - begin)
            result[f"where_{name}"] = {
                "hits": answer["totalCount"], "p50_ms": round(percentile(times, 0.5) * 1000), "p95_ms": round(percentile(times, 0.95) * 1000),
                "cpu_ms": round((cpu(pid) - used) * 1000 / len(times), 1),
            }

        feed = [advisory(i, f"lib-{100 + i}", "2.0.0") for i in range(a.advisories)]
        begin, used = time.time(), cpu(pid)
        answer = call(a.port, "POST", "/api/supply-chain/feeds/osv", json.dumps(feed))
        result["feed_stored_s"] = round(time.time() - begin, 1)
        first = None
        while time.time() - begin < 600:
            state = call(a.port, "GET", "/api/supply-chain/feeds")
            if first is None and call(a.port, "GET", "/api/supply-chain/findings?limit=0")["totalCount"] > 0:
                first = time.time() - begin
            if state["pending"] == 0:
                break
            time.sleep(0.2)
        result["feed_first_s"] = round(first or -1, 1)
        result["feed_all_s"] = round(time.time() - begin, 1)
        result["feed_cpu_s"] = round(cpu(pid) - used, 1)
        result["findings"] = call(a.port, "GET", "/api/supply-chain/findings?limit=0")["totalCount"]
        begin = time.time()
        call(a.port, "GET", "/api/supply-chain/findings?limit=100")
        result["findings_page_ms"] = round((time.time() - begin) * 1000)
        result["database_mb"] = sum(f.stat().st_size for f in (work / "data/db").glob("supply-chain*")) >> 20
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    print(json.dumps(result))


main()
