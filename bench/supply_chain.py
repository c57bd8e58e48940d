#!/usr/bin/env python3
"""Measure supply chain security on a server of its own, with generated data.

usage: supply_chain.py --home runtime/distribution/target/callboard --work DIR
                       [--entities 10000] [--components 300] [--advisories 1000] [--port 7999]
                       [--postgres 127.0.0.1:5432:USER:PASSWORD:DATABASE]

Writes a catalog, starts the server, sends one CycloneDX document for each of some entities and puts
those of the others into the tables, which takes less than sending them; sends a few of 5,000
components, then asks where a package is, and at last imports advisories that each concern a share
of the entities, and looks when their owner has the first notification. Prints one JSON line; times
are wall time and CPU time of the server. With --postgres, psql fills the tables of an empty database.
"""
import argparse, concurrent.futures, http.client, itertools, json, os, pathlib, random, signal, sqlite3, subprocess, threading, time

TOKEN = "bench-static-token-0123456789"


def cpu(pid):
    f = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(f[11]) + int(f[12])) / os.sysconf("SC_CLK_TCK")


def raw(port, method, path, body=None, token=TOKEN):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=900)
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    c.request(method, path, body, headers)
    r = c.getresponse()
    data = r.read()
    c.close()
    if r.status != 200:
        raise RuntimeError(f"{method} {path}: {r.status} {data[:300]}")
    return data


def call(port, method, path, body=None, token=TOKEN):
    return json.loads(raw(port, method, path, body, token))


def metric(port, name):
    for line in raw(port, "GET", "/api/supply-chain/metrics").decode().splitlines():
        if line.startswith(f"callboard_supply_chain_{name} "):
            return float(line.split()[-1])
    raise RuntimeError("no metric " + name)


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


def rows(a, known, next_):
    """Yields what the server would store for the documents that are not sent: table, values."""
    for n in range(a.universe):
        name = f"org.bench:lib-{n}"
        if name not in known:
            known[name] = next_
            yield "package", (next_, "Maven", name, f"lib-{n}")
            next_ += 1
    for i in range(a.sent, a.entities):
        parts = pick(random.Random(i), a.components, a.universe)
        yield "document", (next_, f"component:default/app-{i}", "cyclonedx", "cyclonedx", "1.6", "", "sha256:x", "", "", "",
                           "external:bench", int(time.time() * 1000), len(parts), 0, 0)
        for k, (n, v) in enumerate(parts):
            yield "component", (next_, k, known[f"org.bench:lib-{n}"], v, "", f"pkg:maven/org.bench/lib-{n}@{v}", (k - 1) // 2 if k > 9 else -1)
        next_ += 1
    yield "number", (next_,)


def fill_sqlite(file, a):
    db = sqlite3.connect(file)
    known = dict((name, id) for id, name in db.execute("SELECT id, name FROM package"))
    next_ = db.execute("SELECT next FROM number").fetchone()[0]
    for table, group in itertools.groupby(rows(a, known, next_), key=lambda row: row[0]):
        some = [values for _, values in group]
        if table == "number":
            db.execute("UPDATE number SET next = ?", some[0])
        else:
            db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(some[0]))})", some)
    db.execute("ANALYZE")
    db.commit()
    db.close()


def fill_postgres(a):
    host, port, user, password, database = a.postgres.split(":")
    psql = ["psql", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", host, "-p", port, "-U", user, database]
    env = dict(os.environ, PGPASSWORD=password)

    def ask(sql):
        return subprocess.run(psql + ["-c", sql], env=env, check=True, capture_output=True, text=True).stdout.splitlines()

    schema = ask("SELECT schemaname FROM pg_tables WHERE tablename = 'finding_history'")[0]
    env["PGOPTIONS"] = f'-c search_path="{schema}"'
    known = dict((line.split("|")[1], int(line.split("|")[0])) for line in ask("SELECT id, name FROM package"))
    folder = pathlib.Path(a.work)
    files = {table: open(folder / f"{table}.tsv", "w") for table in ("package", "document", "component", "number")}
    for table, values in rows(a, known, int(ask("SELECT next FROM number")[0])):
        files[table].write("\t".join(str(value) for value in values) + "\n")
    for table, file in files.items():
        file.close()
        if table != "number":
            ask(f"\\copy {table} FROM '{file.name}'")
    ask("UPDATE number SET next = " + open(files["number"].name).read())
    ask("ANALYZE")


def database(a):
    if not a.postgres:
        return ""
    host, port, user, password, name = a.postgres.split(":")
    return (f"  database:\n    client: pg\n    connection: {{host: {host}, port: {port}, user: {user}, "
            f"password: '{password}', database: {name}}}\n")


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
    p.add_argument("--postgres")
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
        f.write(f"backend:\n{database(a)}  auth:\n    externalAccess:\n      - type: static\n        options: {{token: {TOKEN}, subject: bench}}\n"
                "catalog: {rules: [{allow: [Component, Group, User, Location]}]}\n"
                "auth: {environment: development, providers: {guest: {userEntityRef: user:default/ann}}}\n")
    command = [f"{a.home}/bin/callboard", "run", "--port", str(a.port), "--data", str(work / "data"), "--plugins", str(work / "plugins"),
               "--config", f"{a.home}/config/app-config.yaml", "--config", str(work / "config.yaml")]
    for part in parts:
        command += ["--catalog", str(part)]

    def start():
        process = subprocess.Popen(command, stdout=open(work / "server.log", "a"), stderr=subprocess.STDOUT)
        deadline = time.time() + 600
        try:
            while time.time() < deadline:
                if process.poll() is not None:
                    raise SystemExit("the server ended, see " + str(work / "server.log"))
                try:
                    if call(a.port, "GET", "/api/catalog/entities/by-query?limit=0")["totalItems"] >= a.entities + 2:
                        break
                except (OSError, RuntimeError):
                    pass
                time.sleep(1)
        except BaseException:
            process.terminate()
            raise
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
        if a.postgres:
            fill_postgres(a)
        else:
            fill_sqlite(next((work / "data/db").glob("supply-chain*.sqlite")), a)
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

        # The first few of a server that has just started are being compiled; they are told apart.
        for name, query in (("everywhere", "package=lib-0&version=%3C2"), ("common", "package=lib-3"), ("rare", "package=lib-15000")):
            times, used = [], cpu(pid)
            for _ in range(90):
                begin = time.time()
                answer = call(a.port, "GET", f"/api/supply-chain/where?{query}")
                times.append(time.time() - begin)
            result[f"where_{name}"] = {
                "hits": answer["totalCount"], "first_ms": round(times[0] * 1000),
                "cold_p95_ms": round(percentile(times[:30], 0.95) * 1000), "warm_p50_ms": round(percentile(times[60:], 0.5) * 1000),
                "warm_p95_ms": round(percentile(times[60:], 0.95) * 1000), "cpu_ms": round((cpu(pid) - used) * 1000 / len(times), 1),
            }

        feed = [advisory(i, f"lib-{100 + i}", "2.0.0") for i in range(a.advisories)]
        ann = call(a.port, "GET", "/api/auth/guest/refresh", token=None)["backstageIdentity"]["token"]
        alerts = "/api/notifications/notifications?limit=1"
        before = call(a.port, "GET", alerts, token=ann)["totalCount"]
        marks = {}
        begin, used = time.time(), cpu(pid)

        def mark(name):
            marks.setdefault(name, round(time.time() - begin, 1))

        def watch():
            while "first_alert_s" not in marks and time.time() - begin < 600:
                if call(a.port, "GET", alerts, token=ann)["totalCount"] > before:
                    mark("first_alert_s")
                time.sleep(0.1)

        watcher = threading.Thread(target=watch)
        watcher.start()
        call(a.port, "POST", "/api/supply-chain/feeds/osv", json.dumps(feed))
        mark("stored_s")
        while "all_alerts_s" not in marks and time.time() - begin < 600:
            state = call(a.port, "GET", "/api/supply-chain/feeds")
            if "first_finding_s" not in marks and call(a.port, "GET", "/api/supply-chain/findings?limit=0")["totalCount"] > 0:
                mark("first_finding_s")
            if state["pending"] == 0:
                mark("all_findings_s")
                if metric(a.port, "alerts_due") == 0:
                    mark("all_alerts_s")
            # Counting hundreds of thousands of findings takes the server half a second.
            time.sleep(2 if "first_finding_s" in marks else 0.2)
        watcher.join()
        result["feed_cpu_s"] = round(cpu(pid) - used, 1)
        field = "/api/catalog/entities/by-query?limit=0&filter=security.critical"
        while time.time() - begin < 600 and call(a.port, "GET", field)["totalItems"] < call(
                a.port, "GET", "/api/catalog/entities/by-query?limit=0&filter=kind=component")["totalItems"] * 0.99:
            time.sleep(0.5)
        mark("all_notes_s")
        result["feed_and_notes_cpu_s"] = round(cpu(pid) - used, 1)
        result["notifications"] = call(a.port, "GET", alerts, token=ann)["totalCount"] - before
        result["feed"] = marks
        result["findings"] = call(a.port, "GET", "/api/supply-chain/findings?limit=0")["totalCount"]
        begin = time.time()
        call(a.port, "GET", "/api/supply-chain/findings?limit=100")
        result["findings_page_ms"] = round((time.time() - begin) * 1000)
        if not a.postgres:
            result["database_mb"] = sum(f.stat().st_size for f in (work / "data/db").glob("supply-chain*")) >> 20
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    print(json.dumps(result))


main()
